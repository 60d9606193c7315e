using CovidCxr.Training.Batches;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Batches;

public class BatchTests
{
    [Fact]
    public void Bytes_are_divided_by_255_exactly()
    {
        var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        var batch = Batch.FromBytes(bytes, 8);
        Assert.Equal(4, batch.Count);
        Assert.Empty(batch.Labels);
        Assert.Equal(bytes.Select(value => value / 255f), batch.Pixels);
    }

    [Fact]
    public void The_tensor_has_three_equal_channels_and_channels_last_strides()
    {
        using var scope = torch.NewDisposeScope();
        var tensor = Batch.FromBytes([0, 51, 102, 153, 204, 255, 0, 51], 2).ToTensor(ScalarType.Float32);
        Assert.Equal([2, 3, 2, 2], tensor.shape);
        Assert.Equal([12, 1, 6, 3], tensor.stride());
        for (var channel = 0; channel < 3; channel++)
            Assert.Equal([0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f, 0f, 0.2f], tensor[.., channel].contiguous().data<float>().ToArray());
    }
}
