using CovidCxr.Core.Evaluation;
using Xunit;

namespace CovidCxr.Core.Tests.Evaluation;

public class EpochColumnTests
{
    // Existing runs have these columns; with another order they would be misread.
    private const string Header =
        "epoch,train_loss,train_accuracy,train_precision,train_recall,val_loss,val_accuracy,val_precision,val_recall,rate,seconds";

    private static readonly EpochRecord Record = new(12, 1.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 8.8e-5, 196.6);

    [Fact]
    public void Columns_are_those_of_the_files_on_disk() =>
        Assert.Equal(Header, string.Join(',', EpochColumn.All.Select(column => column.Name)));

    [Fact]
    public void Every_column_is_named_after_its_value()
    {
        foreach (var column in EpochColumn.All)
        {
            var name = column.Name.Replace("_", "");
            var property = typeof(EpochRecord).GetProperties().Single(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(Convert.ToDouble(property.GetValue(Record)), column.Value(Record));
        }
    }

    [Fact]
    public void A_record_comes_back_from_its_values() =>
        Assert.Equal(Record, EpochColumn.Record([.. EpochColumn.All.Select(column => column.Value(Record))]));

    [Theory]
    [InlineData(10)]
    [InlineData(12)]
    public void Too_few_or_too_many_values_are_no_record(int count) =>
        Assert.Contains($"{count} values", Assert.Throws<ArgumentException>(() => EpochColumn.Record(new double[count])).Message);
}
