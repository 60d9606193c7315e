using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Inference.Models;
using CovidCxr.Training.Onnx;
using Google.Protobuf;
using Xunit;
using static CovidCxr.Training.Onnx.TensorProto.Types;

namespace CovidCxr.Inference.Tests.Models;

public sealed class ProbedModelTests : IDisposable
{
    private const int Area = TinyModel.Size * TinyModel.Size;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Features_are_what_the_last_layer_reads()
    {
        using var model = ProbedModel.Open(folder.Write("tiny.onnx", TinyModel.Build().ToByteArray()));
        byte[] pixels = [.. Enumerable.Repeat((byte)10, Area), .. Enumerable.Repeat((byte)200, Area)];

        Assert.True(model.HasFeatures);
        using var features = model.OpenFeatures();
        Assert.Equal([[10], [200]], features.Of(pixels, 2)); // one channel: the gray image, of which the mean over its cells
    }

    [Fact]
    public void Random_weights_are_others_of_the_same_kind_and_always_the_same()
    {
        using var model = ProbedModel.Open(folder.Write("tiny.onnx", TinyModel.Build().ToByteArray()));
        var pixels = Enumerable.Repeat((byte)100, Area).ToArray();
        float[] Answer(ulong seed)
        {
            using var random = model.OpenRandomized(seed);
            return random.Classify(pixels, 1)[0].Scores;
        }

        Assert.NotEqual(model.Classifier.Classify(pixels, 1)[0].Scores, Answer(1));
        Assert.NotEqual(Answer(1), Answer(2));
        Assert.Equal(Answer(1), Answer(1));
        Assert.All(Answer(1), score => Assert.InRange(score, -10, 10));
    }

    [Fact]
    public void A_foreign_classifier_is_read_as_it_is_described()
    {
        using var model = ProbedModel.Open(Described());
        var outputs = model.Classifier.Classify([.. Enumerable.Repeat((byte)200, Area)], 1)[0].Probabilities;

        // Gray 200 of 255 less a mean of 0.5, in each of 3 channels of 16 pixels, times the weights: one, two and minus one sum.
        var sum = 3 * Area * ((200 / 255.0) - 0.5) * 0.1;
        double[] powers = [Math.Exp(2 * sum), Math.Exp(sum), Math.Exp(-sum)];
        Assert.All(powers.Zip(outputs), pair => Assert.Equal(pair.First / powers.Sum(), pair.Second, 5));
        using var features = model.OpenFeatures();
        Assert.Equal(3 * Area, features.Of(new byte[Area], 1)[0].Length);
        Assert.Equal(["cohen"], model.TrainedOn);
        Assert.StartsWith("theirs ", model.Classifier.Model);
    }

    [Fact]
    public void A_description_that_does_not_fit_is_one_line()
    {
        string Error(ForeignModel model) => Assert.Throws<InputException>(() => ProbedModel.Open(model)).Message;
        var described = Described();

        Assert.Contains("has no input 'picture', but image", Error(described with { Input = "picture" }));
        Assert.Contains("has no output 'p', but logits", Error(described with { Output = "p" }));
        Assert.Contains("gives out 3 numbers", Error(described with { Classes = [Finding.Normal] }));
        Assert.Contains("does not take an image as it is described", Error(described with { Channels = 1, Mean = [] }));
    }

    [Fact]
    public void A_shifted_model_says_so_and_moves_the_odds()
    {
        using var model = ProbedModel.Open(Described());
        var shifted = ShiftedClassifier.Of(model.Classifier, [10, 20, 70], 0.02);
        var pixels = Enumerable.Repeat((byte)150, Area).ToArray();
        double[] before = [.. model.Classifier.Classify(pixels, 1)[0].Probabilities.Select(p => (double)p)];

        var after = shifted.Classify(pixels, 1)[0].Probabilities;

        var expected = LabelShift.Apply(before, [0.1, 0.2, 0.7], [0.02, 0.98 * 2 / 9, 0.98 * 7 / 9]);
        Assert.All(expected.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 6));
        Assert.Equal("has its probabilities shifted from 10 % to 2 % of COVID-19", shifted.Warning);
        Assert.EndsWith(" at prevalence 0.02", shifted.Model);
        var unsaid = Assert.Throws<InputException>(() => ShiftedClassifier.Of(model.Classifier, null, 0.02));
        Assert.Contains("give the numbers", unsaid.Message);
    }

    // Normal, COVID-19 and Pneumonia of the sum of all inputs.
    private ForeignModel Described()
    {
        var graph = new GraphProto { Name = "theirs" };
        var inputs = 3 * Area;
        float[] rows = [0.1f, 0.2f, -0.1f];
        graph.Initializer.Add(new TensorProto
        {
            Name = "weights",
            DataType = (int)DataType.Float,
            Dims = { inputs, 3 },
            FloatData = { Enumerable.Range(0, inputs).SelectMany(_ => rows) },
        });
        graph.Node.Add(new NodeProto { OpType = "Flatten", Input = { "image" }, Output = { "flat" } });
        graph.Node.Add(new NodeProto { OpType = "MatMul", Input = { "flat", "weights" }, Output = { "logits" } });
        graph.Input.Add(TinyModel.Value("image", DataType.Float, "n", 3, TinyModel.Size, TinyModel.Size));
        graph.Output.Add(TinyModel.Value("logits", DataType.Float, "n", 3));
        var file = new ModelProto { IrVersion = 8, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 17 } } };
        return new ForeignModel
        {
            Path = folder.Write("theirs.onnx", file.ToByteArray()),
            Name = "theirs",
            Input = "image",
            Size = TinyModel.Size,
            Mean = [0.5, 0.5, 0.5],
            Output = "logits",
            NeedsSoftmax = true,
            Classes = [Finding.Normal, Finding.Covid19, Finding.Pneumonia],
            TrainedOn = ["cohen"],
        };
    }
}
