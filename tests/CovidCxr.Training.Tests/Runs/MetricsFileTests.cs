using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Training.Runs;
using Xunit;

namespace CovidCxr.Training.Tests.Runs;

public sealed class MetricsFileTests : IDisposable
{
    private const string Header =
        "epoch,train_loss,train_accuracy,train_precision,train_recall,val_loss,val_accuracy,val_precision,val_recall,rate,seconds\n";

    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Bytes_are_those_of_earlier_runs()
    {
        MetricsFile.Write(file,
        [
            new EpochRecord(1, 1.7558334, 0.628821, 0.6897, 0.5228271, 0.4952, 0.75, 1, 0, 4e-4, 69.54),
            new EpochRecord(10, 1234.5, 0.9, 0.9, 0.9, double.NaN, 0.9, 0.9, 0.9, 8.8e-5, 1196.6),
        ]);
        Assert.Equal(
            Header
            + "1,1.755833,0.628821,0.689700,0.522827,0.495200,0.750000,1.000000,0.000000,0.0004,69.5\n"
            + "10,1234.500000,0.900000,0.900000,0.900000,NaN,0.900000,0.900000,0.900000,8.8E-05,1196.6\n",
            File.ReadAllText(file));
    }

    [Fact]
    public void Writing_what_was_read_gives_the_same_bytes()
    {
        MetricsFile.Write(file, [new EpochRecord(1, 1 / 3.0, 0.1, 0.2, 0.3, 2 / 3.0, double.NaN, 0.5, 0.6, 3.22e-4, 75.25)]);
        var before = File.ReadAllBytes(file);

        MetricsFile.Write(file, MetricsFile.Read(file));

        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("1,1,1,1,1,1,1,1,1,1,1,1")]
    [InlineData("1,1,1,1,one,1,1,1,1,1,1")]
    [InlineData("")]
    public void A_damaged_line_is_named(string line)
    {
        File.WriteAllText(file, Header + "1,1,1,1,1,1,1,1,1,1,1\n" + line + "\n");

        var error = Assert.Throws<InputException>(() => MetricsFile.Read(file));

        Assert.StartsWith($"{file}: line 3 is damaged ('{line}')", error.Message);
    }

    [Fact]
    public void Other_columns_are_refused()
    {
        File.WriteAllText(file, "epoch,loss\n1,2\n");

        Assert.Contains("the first line is not", Assert.Throws<InputException>(() => MetricsFile.Read(file)).Message);
    }
}
