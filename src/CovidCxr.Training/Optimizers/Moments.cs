using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Optimizers;

/// <summary>What an optimizer remembers of every weight: float32 tensors of the weights' shapes, zero at first.</summary>
internal sealed class Moments : IDisposable
{
    private readonly MasterWeights store;
    private readonly string name;

    public Moments(MasterWeights store, string name)
    {
        this.store = store;
        this.name = name;
        Tensors = [.. store.Weights.Select(w => torch.zeros(w.Master.shape, dtype: ScalarType.Float32).DetachFromDisposeScope())];
    }

    public IReadOnlyList<Tensor> Tensors { get; }

    public IEnumerable<(string Name, Tensor Tensor)> Named => store.Weights.Zip(Tensors, (w, t) => ($"{name}/{w.Name}", t));

    public void Dispose()
    {
        foreach (var tensor in Tensors)
            tensor.Dispose();
    }
}
