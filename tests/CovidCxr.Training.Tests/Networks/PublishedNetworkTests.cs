using CovidCxr.Training.Networks;
using CovidCxr.Training.Onnx;
using CovidCxr.Training.Weights;
using Xunit;
using static CovidCxr.Training.Onnx.TensorProto.Types;

namespace CovidCxr.Training.Tests.Networks;

/// <summary>
/// Compares the networks of the literature with their references: with the published number of classes (1,000 of ImageNet, or 3), the
/// published input size and three channels.
/// </summary>
/// <remarks>
/// The references: tv = the page of models of torchvision 0.20, which counts trained parameters and, as 'GFLOPS', billions of
/// multiply-adds; keras = Keras Applications, which also counts running means and variances; timm = the table of timm, trained parameters.
/// Multiply-adds without a reference of their own are those of the paper's table, or of timm, with fewer digits.
/// </remarks>
[Trait("Speed", "slow")]
public class PublishedNetworkTests
{
    /// <summary>Name, input size, trained parameters, the same with running statistics (0: not published), billion multiply-adds.</summary>
    public static TheoryData<string, int, long, long, double> Published => new()
    {
        { "vgg16", 224, 138_357_544, 138_357_544, 15.47 }, //         tv, keras
        { "vgg19", 224, 143_667_240, 143_667_240, 19.63 }, //         tv, keras
        { "resnet18", 224, 11_689_512, 0, 1.81 }, //                  tv
        { "resnet50", 224, 25_557_032, 0, 4.09 }, //                  tv
        { "resnet50v2", 224, 25_568_360, 25_613_800, 3.49 }, //       keras; multiply-adds: its summary
        { "resnet152v2", 224, 60_236_904, 60_380_648, 10.97 }, //     keras; multiply-adds: its summary
        { "densenet121", 224, 7_978_856, 8_062_504, 2.83 }, //        tv, keras
        { "densenet201", 224, 20_013_928, 20_242_984, 4.29 }, //      tv, keras
        { "efficientnet-b0", 224, 5_288_548, 0, 0.386 }, //           tv
        { "efficientnet-b1", 240, 7_794_184, 0, 0.687 }, //           tv
        { "efficientnet-b2", 288, 9_109_994, 0, 1.088 }, //           tv
        { "efficientnet-b3", 300, 12_233_232, 0, 1.827 }, //          tv
        { "mobilenetv2", 224, 3_504_872, 3_538_984, 0.301 }, //       tv, keras
        { "xception", 299, 22_855_952, 22_910_480, 8.4 }, //          keras; timm
        { "inceptionv3", 299, 23_834_568, 0, 5.71 }, //               tv without the auxiliary classifier
        { "inceptionresnetv2", 299, 55_843_464, 0, 13.2 }, //         timm
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Has_the_published_number_of_parameters_and_multiply_adds(
        string name, int size, long trained, long withStatistics, double billionMultiplyAdds)
    {
        using var network = NetworkRegistry.Find(name).BuildFor!(size, 1000);
        Assert.Equal(trained, network.parameters().Sum(parameter => parameter.numel()));
        if (withStatistics > 0)
            Assert.Equal(withStatistics, NetworkState.All(network).Sum(tensor => tensor.Tensor.numel()));
        Assert.InRange(MultiplyAdds(network, size) / 1e9 / billionMultiplyAdds, 0.985, 1.015);
    }

    /// <summary>COVID-Net's totals are published with four digits, the widths inside its modules not at all (see CovidNet).</summary>
    [Theory]
    [InlineData("covidnet-cxr-small", 117.4, 2.26, 1.1)]
    [InlineData("covidnet-cxr-large", 127.4, 3.59, 1.2)]
    public void Covid_net_has_nearly_the_published_totals(string name, double millions, double billionMultiplyAdds, double most)
    {
        using var network = NetworkRegistry.Find(name).BuildFor!(224, 3);
        Assert.InRange(network.parameters().Sum(parameter => parameter.numel()) / 1e6 / millions, 0.995, 1.005);
        Assert.InRange(MultiplyAdds(network, 224) / 1e9 / billionMultiplyAdds, 1, most);
    }

    private static long MultiplyAdds(ClassifierNetwork network, int size)
    {
        network.eval();
        var graph = new GraphWriter("cost");
        var outputs = network.Export(graph, graph.Input("image", DataType.Float, "an image", "n", 1, size, size));
        var cost = new GraphCost(graph.Graph);
        if (outputs.Maps is not { } maps)
            return cost.MultiplyAdds;
        // An exported head scores every cell, for the maps; the published one scores their mean.
        var dense = cost.Shapes[$"{maps}/weight"]; // [classes, c, 1, 1]
        var cells = cost.Shapes[maps][2] * cost.Shapes[maps][3];
        return cost.MultiplyAdds - (dense[0] * dense[1] * (cells - 1));
    }
}
