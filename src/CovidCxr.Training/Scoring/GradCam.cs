using CovidCxr.Core;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Scoring;

/// <summary>
/// Says how much each place of an image speaks for each class. Networks that score every place by itself say so (class-activation maps);
/// of others, whose dense layers see all places at once, Grad-CAM (Selvaraju et al. 2017): the last feature maps, each weighed by the mean
/// slope of the class's score.
/// </summary>
internal static class GradCam
{
    /// <summary>Computes the maps of one image.</summary>
    /// <param name="network">The network, switched to evaluation.</param>
    /// <param name="image">One image.</param>
    /// <returns>[3, h, w], h and w; null if the network gives neither maps nor feature maps.</returns>
    public static (float[] Maps, int Height, int Width)? Of(ClassifierNetwork network, Batch image)
    {
        using var scope = torch.NewDisposeScope();
        var outputs = network.Run(image.ToTensor(ScalarType.Float32));
        var maps = outputs.Maps ?? (outputs.LastMaps is { } last ? Weigh(outputs.Scores, last) : null);
        if (maps is null)
            return null;
        var values = maps.detach().to_type(ScalarType.Float32).contiguous();
        return (values.data<float>().ToArray(), (int)values.shape[2], (int)values.shape[3]);
    }

    /// <summary>Grad-CAM.</summary>
    /// <param name="scores">[1, 3].</param>
    /// <param name="last">[1, c, h, w], of which the scores were computed.</param>
    /// <returns>[1, 3, h, w].</returns>
    internal static Tensor Weigh(Tensor scores, Tensor last) => cat(
        [.. Enumerable.Range(0, Findings.Count).Select(finding =>
        {
            var slopes = autograd.grad([scores.narrow(1, finding, 1).sum()], [last], retain_graph: true)[0];
            var weights = slopes.mean([2, 3], keepdim: true); // [1, c, 1, 1]
            return (last * weights).sum([1L], keepdim: true).relu_(); // [1, 1, h, w]
        })],
        1);
}
