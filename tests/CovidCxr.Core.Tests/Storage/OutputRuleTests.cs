using CovidCxr.Core.Storage;
using Xunit;

namespace CovidCxr.Core.Tests.Storage;

public sealed class OutputRuleTests : IDisposable
{
    private const string Header = "file,class,p_covid19,p_normal,p_pneumonia,refer,reasons,model\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("file,cl")] // of a run that was killed at once
    [InlineData(Header + "a.png,Normal,0,1,0,false,,m\n")]
    [InlineData("[\n  {\"file\":\"a.png\"}\n]\n")]
    [InlineData("[]\n")]
    [InlineData("compact 0.1.0. For research; not a medical device.\n\nclass\n")]
    public void An_earlier_output_is_replaced(string content)
    {
        File.WriteAllText(folder["out"], content);
        Assert.False(Check(folder["out"], force: false));
    }

    [Theory]
    [InlineData("notes")]
    [InlineData("name,age\n")]
    [InlineData("{\"a\": 1}")]
    public void Another_file_is_replaced_only_by_force(string content)
    {
        File.WriteAllText(folder["out"], content);
        var message = Assert.Throws<InputException>(() => Check(folder["out"], force: false)).Message;
        Assert.StartsWith($"--out {folder["out"]}: exists and holds no predictions", message);
        Assert.EndsWith("--force", message);
        Assert.True(Check(folder["out"], force: true));
    }

    [Fact]
    public void An_input_is_never_replaced_whatever_its_name()
    {
        var input = folder.Write("ward/a.csv", System.Text.Encoding.UTF8.GetBytes(Header));
        File.CreateSymbolicLink(folder["link"], input);
        Directory.CreateSymbolicLink(folder["other"], folder["ward"]);
        foreach (var spelling in new[] { input, folder["ward/../ward/./a.csv"], folder["link"], folder["other/a.csv"] })
            Assert.Contains(
                "is the input", Assert.Throws<InputException>(() => Check(spelling, force: true, input)).Message);
    }

    [Fact]
    public void Of_a_folder_that_is_an_input_no_foreign_file_is_replaced()
    {
        var inside = folder.Write("run/deep/metrics.json", "{}"u8.ToArray());
        Assert.Contains("lies in the input", Assert.Throws<InputException>(() => Check(inside, force: true, folder["run"])).Message);
        Assert.False(Check(folder["run/new.csv"], force: false, folder["run"]));
    }

    [Fact]
    public void A_folder_that_holds_an_input_is_not_replaced()
    {
        folder.Write("data/sources/a", []);
        Assert.Throws<InputException>(() => OutputRule.CheckFolder("--out", folder["data"], [folder["data/sources"]]));
        Assert.Throws<InputException>(() => OutputRule.CheckFolder("--out", folder["data"], [folder["data"]]));
        OutputRule.CheckFolder("--out", folder["data/sources"], [folder["data"]]);
        OutputRule.CheckFolder("--out", folder["new"], [folder["data"]]);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var message = Assert.Throws<InputException>(() => Check(folder["none/x.csv"], force: false)).Message;
        Assert.Equal($"--out {folder["none/x.csv"]}: the folder {folder["none"]} does not exist; make it first", message);
    }

    private static bool Check(string path, bool force, params string[] inputs) =>
        OutputRule.Check("--out", path, EarlierOutput.Predictions, force, inputs);
}
