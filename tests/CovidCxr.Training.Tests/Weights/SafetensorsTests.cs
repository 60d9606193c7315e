using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Training.Weights;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Weights;

public sealed class SafetensorsTests : IDisposable
{
    private readonly DisposeScope scope = torch.NewDisposeScope();
    private readonly TemporaryFolder folder = new();

    private string Weights => folder["weights.safetensors"];

    [Fact]
    public void Tensors_and_metadata_survive_writing_and_reading()
    {
        var (a, b) = (torch.randn(3, 4), torch.randn(5));
        Safetensors.Write(Weights, [("a", a), ("b", b)], new Dictionary<string, string> { ["epoch"] = "7" });
        var (readA, readB) = (torch.zeros(3, 4), torch.zeros(5));
        var metadata = Safetensors.Read(Weights, [("b", readB), ("a", readA)]);
        Assert.Equal(a.data<float>().ToArray(), readA.data<float>().ToArray());
        Assert.Equal(b.data<float>().ToArray(), readB.data<float>().ToArray());
        Assert.Equal("7", metadata["epoch"]);
        Assert.Equal([Weights], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void The_bytes_are_those_of_the_published_format()
    {
        Safetensors.Write(Weights, [("w", torch.tensor(new[] { 1f, -2f }))], new Dictionary<string, string>());
        var bytes = File.ReadAllBytes(Weights);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        var checksum = Convert.ToHexStringLower(SHA256.HashData(bytes[(8 + length)..]));
        Assert.Equal(
            """{"__metadata__":{"sha256":"@"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""".Replace("@", checksum),
            Encoding.UTF8.GetString(bytes, 8, length).TrimEnd());
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], bytes[(8 + length)..]);
    }

    [Fact]
    public void A_changed_tensor_and_one_that_is_not_finite_are_refused()
    {
        Safetensors.Write(Weights, [("w", torch.ones(4))], new Dictionary<string, string>());
        var bytes = File.ReadAllBytes(Weights);
        bytes[^3] ^= 1;
        File.WriteAllBytes(Weights, bytes);
        Assert.Contains("its tensors do not give its checksum", Error([("w", torch.zeros(4))]));
        foreach (var wrong in new[] { float.NaN, float.PositiveInfinity })
        {
            Safetensors.Write(Weights, [("w", torch.tensor(new[] { 1f, wrong }))], new Dictionary<string, string>());
            Assert.Contains("tensor 'w' holds numbers that are not finite", Error([("w", torch.zeros(2))]));
        }
    }

    [Fact]
    public void The_error_for_another_networks_file_names_the_tensor()
    {
        Safetensors.Write(Weights, [("w", torch.zeros(2))], new Dictionary<string, string>());
        Assert.Contains("no tensor 'v'", Error([("v", torch.zeros(2))]));
        Assert.Contains("'w' is [2] where the recipe's network has [2, 1]", Error([("w", torch.zeros(2, 1))]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(-1)]
    public void A_truncated_file_is_refused(int keep)
    {
        Safetensors.Write(Weights, [("w", torch.zeros(100))], new Dictionary<string, string>());
        var bytes = File.ReadAllBytes(Weights);
        File.WriteAllBytes(Weights, bytes[..(keep < 0 ? bytes.Length + keep : keep)]);
        Assert.Contains("not a complete checkpoint", Error([("w", torch.zeros(100))]));
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        File.WriteAllText(Weights, new string('x', 1000));
        Assert.Contains("not a complete checkpoint", Error([("w", torch.zeros(1))]));
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.Contains("no such checkpoint", Error([("w", torch.zeros(1))]));

    [Fact]
    public void A_failed_write_leaves_nothing_behind()
    {
        var file = folder["file"];
        File.WriteAllText(file, "");
        var inFile = Path.Combine(file, "w.safetensors");
        Assert.Throws<InputException>(() => Safetensors.Write(inFile, [("w", torch.zeros(1))], new Dictionary<string, string>()));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
    }

    private string Error(IReadOnlyList<(string, Tensor)> into)
    {
        var message = Assert.Throws<InputException>(() => Safetensors.Read(Weights, into)).Message;
        Assert.StartsWith(Weights, message);
        return message;
    }

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }
}
