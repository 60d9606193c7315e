using System.Buffers.Binary;
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
    private readonly string folder = Directory.CreateTempSubdirectory("covidcxr-test-").FullName;

    private string File_ => Path.Combine(folder, "weights.safetensors");

    [Fact]
    public void What_is_written_is_read()
    {
        var (a, b) = (torch.randn(3, 4), torch.randn(5));
        Safetensors.Write(File_, [("a", a), ("b", b)], new Dictionary<string, string> { ["epoch"] = "7" });
        var (readA, readB) = (torch.zeros(3, 4), torch.zeros(5));
        var metadata = Safetensors.Read(File_, [("b", readB), ("a", readA)]);
        Assert.Equal(a.data<float>().ToArray(), readA.data<float>().ToArray());
        Assert.Equal(b.data<float>().ToArray(), readB.data<float>().ToArray());
        Assert.Equal("7", metadata["epoch"]);
        Assert.Equal("7", Safetensors.ReadMetadata(File_)["epoch"]);
        Assert.Equal([File_], Directory.GetFiles(folder));
    }

    [Fact]
    public void The_bytes_are_those_of_the_published_format()
    {
        Safetensors.Write(File_, [("w", torch.tensor(new[] { 1f, -2f }))], new Dictionary<string, string>());
        var bytes = File.ReadAllBytes(File_);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal("""{"__metadata__":{},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", Encoding.UTF8.GetString(bytes, 8, length).TrimEnd());
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], bytes[(8 + length)..]);
    }

    [Fact]
    public void Another_networks_file_is_named_with_the_tensor()
    {
        Safetensors.Write(File_, [("w", torch.zeros(2))], new Dictionary<string, string>());
        Assert.Contains("no tensor 'v'", Error([("v", torch.zeros(2))]));
        Assert.Contains("'w' is [2] where the recipe's network has [2, 1]", Error([("w", torch.zeros(2, 1))]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(-1)]
    public void A_cut_file_is_not_read(int keep)
    {
        Safetensors.Write(File_, [("w", torch.zeros(100))], new Dictionary<string, string>());
        var bytes = File.ReadAllBytes(File_);
        File.WriteAllBytes(File_, bytes[..(keep < 0 ? bytes.Length + keep : keep)]);
        Assert.Contains("not a whole checkpoint", Error([("w", torch.zeros(100))]));
    }

    [Fact]
    public void A_file_of_another_kind_is_not_read()
    {
        File.WriteAllText(File_, new string('x', 1000));
        Assert.Contains("not a whole checkpoint", Error([("w", torch.zeros(1))]));
    }

    [Fact]
    public void A_missing_file_says_so() => Assert.Contains("no such checkpoint", Error([("w", torch.zeros(1))]));

    [Fact]
    public void Writing_where_nothing_can_be_written_leaves_nothing()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");
        Assert.Throws<InputException>(() => Safetensors.Write(Path.Combine(file, "w.safetensors"), [("w", torch.zeros(1))], new Dictionary<string, string>()));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder));
    }

    private string Error(IReadOnlyList<(string, Tensor)> into)
    {
        var message = Assert.Throws<InputException>(() => Safetensors.Read(File_, into)).Message;
        Assert.StartsWith(File_, message);
        return message;
    }

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
