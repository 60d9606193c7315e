using System.Text;
using CovidCxr.Core;
using CovidCxr.Training.Recipes;
using Xunit;

namespace CovidCxr.Training.Tests.Recipes;

public sealed class RecipeErrorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(
        "optimiser:\n  name: adam",
        "my.yaml, line 1: the key 'optimiser' is not known (did you mean 'optimizer'?); the keys of a recipe are name,")]
    [InlineData(
        "batch: 8\nloss:\n  smoothing: 0.1",
        "my.yaml, line 3: the key 'smoothing' is not known; the keys of loss are label_smoothing,")]
    [InlineData(
        "schedule:\n- epoch: 0\n  rtae: 1",
        "my.yaml, line 3: the key 'rtae' is not known (did you mean 'rate'?); the keys of schedule[0] are")]
    [InlineData("\nepochs: ten", "my.yaml, line 2: epochs is 'ten'; give a whole number")]
    [InlineData("epochs: 1e9", "my.yaml, line 1: epochs is '1e9'; give a whole number")]
    [InlineData("epochs: 99999999999999999999", "epochs is '99999999999999999999'; give a whole number, and not a huge one")]
    [InlineData("epochs: 200000", "my.yaml, line 1: epochs is 200000; choose 1 to 100000")]
    [InlineData("batch: 0", "my.yaml, line 1: batch is 0; choose 1 to 4096")]
    [InlineData("batch: -1", "my.yaml, line 1: batch is -1; choose 1 to 4096")]
    [InlineData("augmentation:\n  views: -1", "my.yaml, line 2: augmentation.views is -1; choose 0 to 1000")]
    [InlineData("sampling:\n- source: nowhere", "sampling[0].source is nowhere; choose one of")]
    [InlineData("sampling:\n- source: nih\n  class: Covid", "sampling[0].class is Covid; choose one of COVID-19, Normal, Pneumonia")]
    [InlineData("sampling:\n- source: nih\n  share: 21", "sampling[0].share is 21; choose 0.001 to 20")]
    [InlineData(
        "sampling:\n- source: nih\n- source: nih\n  class: Normal",
        "sampling[1].source is nih; choose a collection that is not named before, or another class of it")]
    [InlineData("batch: 1.5", "batch is '1.5'; give a whole number")]
    [InlineData("average: .nan", "average is '.nan'; give a number")]
    [InlineData("average: NaN", "average is 'NaN'; give a number")]
    [InlineData("average: .inf", "average is '.inf'; give a number")]
    [InlineData("average: 1e999", "average is '1e999'; give a number")]
    [InlineData("average: 0,5", "average is '0,5'; give a number")]
    [InlineData("calibrate: maybe", "calibrate is 'maybe'; give true or false")]
    [InlineData("loss: [1, 2]", "my.yaml, line 1: loss is a list; give a group of keys, of label_smoothing, class_weights")]
    [InlineData("loss: 3", "loss is '3'; give a group of keys")]
    [InlineData("loss:\n  class_weights: {a: 1}", "my.yaml, line 2: loss.class_weights is a group of keys; give a list")]
    [InlineData("loss:\n  class_weights: [1, x, 1]", "loss.class_weights[1] is 'x'; give a number")]
    [InlineData("loss:\n  class_weights: [1, 2, 1e300]", "my.yaml, line 2: loss.class_weights is [1, 2, 1E+300]; choose three numbers")]
    [InlineData("batch: {a: 1}", "batch is a group of keys; give a whole number")]
    [InlineData("batch: [1]", "batch is a list; give a whole number")]
    [InlineData("name: [a]", "name is a list; give one word")]
    [InlineData("schedule: 0.1", "schedule is '0.1'; give a list, such as [{epoch: 0, rate: 0.001}]")]
    [InlineData("schedule: []", "my.yaml, line 1: schedule is empty; choose at least one stage")]
    [InlineData("schedule: [0.1]", "schedule[0] is '0.1'; give a group of keys, of epoch, rate, ramp")]
    [InlineData("schedule:\n- {epoch: 0, rate: 1}\n- {epoch: 9, rate: 99}", "my.yaml, line 3: schedule[1].rate is 99; choose 1E-12 to 10")]
    [InlineData("batch: 1\nbatch: 2", "my.yaml, line 2: the key 'batch' is there twice")]
    [InlineData("[1]: 2", "my.yaml, line 1: a key is missing, a list or a group")]
    [InlineData("batch: &b 8", "my.yaml, line 1: '&b' names a value; leave it out")]
    [InlineData("batch: *b", "'*b' stands for another value; write the value itself")]
    [InlineData("batch: !!int 8", "the tag 'tag:yaml.org,2002:int' is not for recipes")]
    [InlineData("batch: 8\n---\nbatch: 9", "my.yaml, line 2: a second document begins")]
    [InlineData("batch: [[[[[[[[[1]]]]]]]]]", "my.yaml, line 1: lists and groups are nested more than 8 deep")]
    [InlineData("batch: [", "not a recipe (while parsing")]
    [InlineData("a: b: c", "my.yaml, line 1: not a recipe (")]
    [InlineData("batch: 8\n\tepochs: 1", "not a recipe (while scanning a plain scalar, found a tab")]
    [InlineData("name: 'open", "my.yaml, line 1: not a recipe (")]
    [InlineData("", "my.yaml: holds no recipe; write one as 'key: value' lines")]
    [InlineData("# a comment", "my.yaml: holds no recipe")]
    [InlineData("- a list", "my.yaml: holds no recipe")]
    [InlineData("word", "my.yaml: holds no recipe")]
    [InlineData("null", "my.yaml: holds no recipe")]
    [InlineData("name: \"two\\nlines\"", "name is 'two lines'; choose one line")]
    public void What_is_wrong_in_a_file_is_named_with_its_line(string yaml, string expected) =>
        Assert.Contains(expected, Line(() => RecipeFile.Parse(yaml, "my.yaml")));

    [Theory]
    [InlineData("loss")]
    [InlineData("optimizer")]
    [InlineData("augmentation")]
    [InlineData("schedule")]
    [InlineData("name")]
    [InlineData("network")]
    [InlineData("batch")]
    [InlineData("average")]
    [InlineData("calibrate")]
    [InlineData("select")]
    [InlineData("loss.class_weights")]
    [InlineData("optimizer.name")]
    [InlineData("augmentation.contrast")]
    public void Null_is_no_value(string key)
    {
        foreach (var none in new[] { "null", "~", "NULL" })
            Assert.Contains(
                $"paper.yaml with --set {key}={none}: {key} has no value; give one, or leave the key out",
                Line(() => RecipeFile.Read("paper", [$"{key}={none}"])));
        Assert.Contains("has no value", Line(() => RecipeFile.Parse($"{key.Split('.')[0]}:", "my.yaml")));
    }

    [Theory]
    [InlineData("schedule=[null]", "paper.yaml with --set schedule=[null]: schedule[0] has no value")]
    [InlineData("schedule=[{epoch: null, rate: 1}]", "schedule[0].epoch has no value")]
    [InlineData("loss.class_weights=[1, null, 2]", "loss.class_weights[1] has no value")]
    [InlineData("augmentation.contrast=[~, 1]", "augmentation.contrast[0] has no value")]
    [InlineData("loss=", "--set loss=: has no value; give one")]
    [InlineData("=1", "--set =1: must be key=value")]
    [InlineData(".=1", "--set .=1: must be key=value")]
    [InlineData("loss.=1", "--set loss.=1: must be key=value")]
    [InlineData("loss..a=1", "--set loss..a=1: must be key=value")]
    [InlineData("schedule.rate=1", "--set schedule.rate=1: schedule is a value, not a group of values")]
    [InlineData("batch=&a 8", "paper.yaml with --set batch=&a 8: '&a' names a value")]
    [InlineData("optimizer.momentun=0.5", "the key 'momentun' is not known (did you mean 'momentum'?); the keys of optimizer are name,")]
    [InlineData("momentum=0.5", "the key 'momentum' is not known; the keys of a recipe are")]
    [InlineData("input_size=128", "with --set input_size=128: augmentation.resize is 96; choose 128 to 2048")]
    public void What_is_wrong_in_a_change_is_named(string change, string expected) =>
        Assert.Contains(expected, Line(() => RecipeFile.Read("paper", [change])));

    [Fact]
    public void Names_that_multiply_without_end_are_refused_at_once()
    {
        var laughs = new StringBuilder("name: &a0 lol\n");
        for (var i = 1; i < 20; i++)
            laughs.Append($"k{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        Assert.StartsWith("my.yaml, line 1: '&a0' names a value", Line(() => RecipeFile.Parse(laughs.ToString(), "my.yaml")));
    }

    [Fact]
    public void A_hundred_thousand_brackets_do_not_end_the_program() =>
        Assert.Contains("nested more than", Line(() => RecipeFile.Parse("batch: " + new string('[', 100_000), "my.yaml")));

    [Fact]
    public void A_file_that_is_no_text_is_named()
    {
        byte[][] files = [new byte[100], [0x89, 0x50, 0x4E, 0x47, 1, 2], [.. "batch: 8"u8, 0xFF, 0xFE, 0xFD], [.. "batch: 8\0"u8]];
        foreach (var bytes in files)
        {
            var file = folder.Write("binary.yaml", bytes);
            Assert.StartsWith($"{file}: not a text file", Line(() => RecipeFile.Read(file)));
        }
        var empty = folder.Write("empty.yaml", []);
        Assert.StartsWith($"{empty}: holds no recipe", Line(() => RecipeFile.Read(empty)));
        Assert.StartsWith($"--recipe {folder.Path}: is a folder", Line(() => RecipeFile.Read(folder.Path)));
        Assert.Contains("no such recipe or file (did you mean 'paper'?)", Line(() => RecipeFile.Read("papper")));
    }

    [Fact]
    public void A_file_of_a_gigabyte_is_refused_without_reading_it()
    {
        var file = folder["large.yaml"];
        using (var stream = File.Create(file))
            stream.SetLength(1L << 30);
        Assert.StartsWith($"{file}: too large for a recipe", Line(() => RecipeFile.Read(file)));
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault()
    {
        foreach (var encoding in new[] { new UTF8Encoding(true), Encoding.Unicode })
        {
            var file = folder.Write("marked.yaml", [.. encoding.GetPreamble(), .. encoding.GetBytes("batch: 8\r\nname: größer\r\n")]);
            Assert.Equal((8, "größer"), (RecipeFile.Read(file).Batch, RecipeFile.Read(file).Name));
        }
    }

    [Fact]
    public void A_run_s_recipe_that_is_missing_or_damaged_names_the_run_s_file()
    {
        var path = folder["recipe.yaml"];
        Assert.StartsWith($"{path}: is missing", Line(() => RecipeFile.ReadOfRun(path)));
        foreach (var (bytes, expected) in new[]
        {
            (Array.Empty<byte>(), ": holds no recipe; restore it from a copy, or train again"),
            (new byte[600], ": not a text file, so it holds no recipe; restore it"),
            ("name: paper\nnetw"u8.ToArray(), ", line 2: not a recipe ("),
        })
        {
            File.WriteAllBytes(path, bytes);
            Assert.StartsWith(path + expected, Line(() => RecipeFile.ReadOfRun(path)));
        }
    }

    private static string Line(Action read)
    {
        var message = Assert.Throws<InputException>(read).Message;
        Assert.DoesNotContain('\n', message);
        Assert.DoesNotMatch("Property|type '|Exception|deseriali", message);
        return message;
    }
}
