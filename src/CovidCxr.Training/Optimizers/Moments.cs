using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Optimizers;

/// <summary>A moment that an optimizer keeps for every weight: float32 tensors of the weights' shapes, initially zero.</summary>
internal sealed class Moments : IDisposable
{
    private readonly MasterWeights weights;
    private readonly string name;

    public Moments(MasterWeights weights, string name)
    {
        this.weights = weights;
        this.name = name;
        Tensors = [.. weights.Weights.Select(w => torch.zeros(w.Master.shape, dtype: ScalarType.Float32).DetachFromDisposeScope())];
    }

    public IReadOnlyList<Tensor> Tensors { get; }

    public IEnumerable<(string Name, Tensor Tensor)> Named => weights.Weights.Zip(Tensors, (w, t) => ($"{name}/{w.Name}", t));

    public void Dispose()
    {
        foreach (var tensor in Tensors)
            tensor.Dispose();
    }
}
