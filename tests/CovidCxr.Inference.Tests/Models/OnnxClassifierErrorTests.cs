using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Inference.Models;
using CovidCxr.Training.Onnx;
using Google.Protobuf;
using Xunit;
using static CovidCxr.Training.Onnx.TensorProto.Types;

namespace CovidCxr.Inference.Tests.Models;

public sealed class OnnxClassifierErrorTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_file_is_named() => Refused(Path.Combine(folder.Path, "none.onnx"), "does not exist");

    [Fact]
    public void A_folder_is_named() => Refused(folder.Path, "is a folder");

    [Fact]
    public void An_empty_file_is_named() => Refused(folder.Write([]), "is empty");

    public static TheoryData<byte[]> OtherKinds => new(
        Encoding.UTF8.GetBytes("this is a text, whatever its name says\n"),
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13],
        [0x50, 0x4B, 0x03, 0x04, 20, 0, 0, 0], // zip, and so a PyTorch checkpoint
        [0x80, 2, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes("{\"__metadata__\":{}}")], // safetensors
        new byte[1000],
        [0x08, 8]); // a version and nothing else

    [Theory]
    [MemberData(nameof(OtherKinds))]
    public void A_file_of_another_kind_is_refused(byte[] bytes) => Refused(folder.Write(bytes), "is not an ONNX model");

    [Fact]
    public void A_file_that_is_cut_off_ends_early()
    {
        var whole = TinyModel.Build().ToByteArray();
        Refused(folder.Write(whole[..(whole.Length / 2)]), "ends early");
        Refused(folder.Write(whole[..^1]), "ends early");
    }

    [Fact]
    public void A_file_without_a_checksum_is_judged_by_its_self_test()
    {
        OnnxClassifier.Open(folder.Write(TinyModel.Build().ToByteArray())).Dispose();
        var other = TinyModel.Build(TinyModel.Card with { SelfTest = TinyModel.Card.SelfTest with { Novelty = 101 } });
        Refused(folder.Write(other.ToByteArray()), "self-test failed: novelty differ");
        var old = TinyModel.Card.SelfTest with { Novelty = null, Scores = [], Maps = [] };
        OnnxClassifier.Open(folder.Write(TinyModel.Build(TinyModel.Card with { SelfTest = old }).ToByteArray())).Dispose();
        var farLimit = TinyModel.Card with { SelfTest = old, NoveltyLimit = 1e300 };
        Refused(folder.Write(TinyModel.Build(farLimit).ToByteArray()), "limit of novelty, 1E+300, is far from the 100 of its drawn image");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_changed_byte_anywhere_is_refused_or_changes_no_output()
    {
        var whole = ModelFolder.Sealed(TinyModel.Build());
        var pixels = Enumerable.Range(0, 16).Select(i => (byte)(i * 16)).ToArray();
        using var good = OnnxClassifier.Open(folder.Write(whole));
        var expected = good.Classify(pixels, 1)[0];
        var (random, refused) = (new Random(1), 0);
        for (var i = 0; i < 400; i++)
        {
            var changed = whole.ToArray();
            for (var k = random.Next(1, 4); k > 0; k--)
                changed[random.Next(changed.Length)] ^= (byte)random.Next(1, 256);
            try
            {
                using var model = OnnxClassifier.Open(folder.Write(changed));
                var output = model.Classify(pixels, 1)[0];
                Assert.Equal(expected.Probabilities, output.Probabilities);
                Assert.Equal(expected.Novelty, output.Novelty);
                Assert.Equal(good.NoveltyLimit, model.NoveltyLimit);
            }
            catch (InputException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                refused++;
            }
        }
        Assert.InRange(refused, 390, 400);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_file_cut_off_anywhere_is_refused_in_one_line()
    {
        var whole = TinyModel.Build(TinyModel.Card with { Limits = [] }).ToByteArray();
        for (var length = 0; length < whole.Length; length++)
            Refused(folder.Write(whole[..length]), "");
    }

    [Fact]
    public void Damage_inside_whole_fields_is_refused()
    {
        var model = TinyModel.Build();
        model.Graph.Node[1].OpType = "Konv";
        Refused(folder.Write(model), "ONNX Runtime");
    }

    [Fact]
    public void A_model_without_a_card_is_refused()
    {
        var model = TinyModel.Build();
        model.MetadataProps.Clear();
        Refused(folder.Write(model), "without a card");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no card")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1, 2]")]
    public void A_card_that_cannot_be_read_is_refused(string card)
    {
        var model = TinyModel.Build();
        model.MetadataProps[0].Value = card;
        Refused(folder.Write(model), "its card cannot be read");
    }

    [Theory]
    [InlineData("\"temperature\": 1", "\"temperature\": 0", "the temperature is 0")]
    [InlineData("\"threshold\": 0.25", "\"threshold\": 1.5", "the threshold of 'sensitivity 0.95' is 1.5")]
    [InlineData("\"finding\": \"COVID-19\"", "\"finding\": \"Covid\"", "a finding must be one of")]
    [InlineData("\"labels\": [", "\"labels\": null, \"old\": [", "labels")]
    public void A_card_with_an_impossible_value_is_refused(string was, string becomes, string expected)
    {
        var model = TinyModel.Build();
        Assert.Contains(was, model.MetadataProps[0].Value);
        model.MetadataProps[0].Value = model.MetadataProps[0].Value.Replace(was, becomes);
        Refused(folder.Write(model), expected);
    }

    public static TheoryData<ModelCard, string> WrongCards => new()
    {
        { TinyModel.Card with { Format = 2 }, "format 2" },
        { TinyModel.Card with { Labels = ["Normal", "COVID-19", "Pneumonia"] }, "labels Normal, COVID-19, Pneumonia" },
        { TinyModel.Card with { InputSize = 0 }, "input size 0" },
        { TinyModel.Card with { SelfTest = TinyModel.Card.SelfTest with { Pixels = new byte[3] } }, "3 pixels" },
        { TinyModel.Card with { SelfTest = TinyModel.Card.SelfTest with { Probabilities = [1] } }, "1 probabilities" },
        {
            TinyModel.Card with { InputSize = 5, SelfTest = TinyModel.Card.SelfTest with { Pixels = new byte[25] } },
            "[any, 1, 4, 4] where the card asks for [any, 1, 5, 5]"
        },
        { TinyModel.Card with { NoveltyLimit = null }, "no limit" },
        { TinyModel.Card with { NoveltyLimit = 1e300 }, "limit of novelty, 1E+300, is far from the 100 of its drawn image" },
        { TinyModel.Card with { NoveltyLimit = 0.5 }, "limit of novelty, 0.5, is far from" },
        { TinyModel.Card with { NoveltyLimit = -1 }, "limit of novelty is -1" },
        { TinyModel.Card with { SelfTest = TinyModel.Card.SelfTest with { Tolerance = 1e9 } }, "allows a difference of 1000000000" },
        { TinyModel.Card with { SelfTest = TinyModel.Card.SelfTest with { Tolerance = 0 } }, "allows a difference of 0" },
        { TinyModel.Card with { Scores = new Dictionary<string, double> { ["test.accuracy"] = 1.5 } }, "figure test.accuracy is 1.5" },
        { TinyModel.Card with { Scores = new Dictionary<string, double> { ["test.images"] = -3 } }, "figure test.images is -3" },
    };

    [Theory]
    [MemberData(nameof(WrongCards))]
    public void A_card_that_does_not_match_its_graph_is_refused(ModelCard card, string expected) =>
        Refused(folder.Write(TinyModel.Build(card)), expected);

    [Fact]
    public void A_graph_that_does_not_match_its_card_is_refused()
    {
        Refused(Changed(graph => graph.Output.RemoveAt(0)), "no 'probabilities'");
        Refused(Changed(graph => graph.Output.RemoveAt(1)), "no 'scores'");
        Refused(Changed(graph => graph.Output.RemoveAt(3)), "does not measure it");
        Refused(
            Changed(graph => graph.Input[0] = TinyModel.Value("pixels", DataType.Float, "n", 1, 4, 4)),
            "'pixels' of its graph is not of bytes");
        Refused(Changed(graph => graph.Input[0] = TinyModel.Value("pixels", DataType.Uint8, 1, 1, 4, 4)), "[1, 1, 4, 4]");
        Refused(Changed(graph => graph.Input.Add(TinyModel.Value("more", DataType.Float, 1))), "2 inputs");
        Refused(Changed(Renamed), "no 'pixels'");
    }

    private static void Renamed(GraphProto graph)
    {
        graph.Input[0].Name = "image";
        foreach (var node in graph.Node)
            for (var i = 0; i < node.Input.Count; i++)
                if (node.Input[i] == "pixels")
                    node.Input[i] = "image";
    }

    private string Changed(Action<GraphProto> change)
    {
        var model = TinyModel.Build();
        change(model.Graph);
        return folder.Write(model);
    }

    private static void Refused(string path, string expected)
    {
        var error = Assert.Throws<InputException>(() => OnnxClassifier.Open(path, threads: 1));
        Assert.StartsWith(path, error.Message);
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
