using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Weights;

/// <summary>
/// The safetensors file format (huggingface.co/docs/safetensors): eight bytes with the header's length, a JSON header with name,
/// type, shape and place of every tensor and free text under <c>__metadata__</c>, then the tensors one after another. Here all
/// tensors are float32.
/// </summary>
public static class Safetensors
{
    private const int LargestHeader = 100_000_000; // the format's own limit

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="tensors">Contiguous float32 tensors by name.</param>
    /// <param name="metadata">Free text by name.</param>
    /// <exception cref="InputException">The file cannot be written, for example because the disk is full.</exception>
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var header = new JsonObject { ["__metadata__"] = new JsonObject(metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value))) };
        var end = 0L;
        foreach (var (name, tensor) in tensors)
        {
            if (tensor.dtype != ScalarType.Float32 || !tensor.is_contiguous())
                throw new ArgumentException($"{name} is not a contiguous float32 tensor", nameof(tensors));
            var start = end;
            end += tensor.numel() * sizeof(float);
            header[name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. tensor.shape.Select(n => (JsonNode)n)]),
                ["data_offsets"] = new JsonArray(start, end),
            };
        }

        var text = Encoding.UTF8.GetBytes(header.ToJsonString());
        var padded = (text.Length + 7) / 8 * 8; // the format wants the tensors aligned to 8 bytes; it pads with spaces
        var head = new byte[8 + padded];
        BinaryPrimitives.WriteInt64LittleEndian(head, padded);
        head.AsSpan(8).Fill((byte)' ');
        text.CopyTo(head, 8);

        AtomicFile.Write(path, file =>
        {
            file.Write(head);
            foreach (var (_, tensor) in tensors)
                file.Write(tensor.bytes);
        });
    }

    /// <summary>Reads the free text alone.</summary>
    /// <exception cref="InputException">No such file, or not a whole safetensors file.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        using var file = Open(path);
        return Metadata(ReadHeader(file, path).Header);
    }

    /// <summary>Reads tensors into given ones, each by name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="into">Contiguous float32 tensors by name; every one must be in the file with the same shape.</param>
    /// <returns>The file's free text.</returns>
    /// <exception cref="InputException">No such file, not whole, or made for other tensors than these.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path, IReadOnlyList<(string Name, Tensor Tensor)> into)
    {
        using var file = Open(path);
        var (header, data) = ReadHeader(file, path);
        foreach (var (name, tensor) in into)
        {
            if (header[name] is not JsonObject entry)
                throw new InputException($"{path}: has no tensor '{name}': it belongs to another network than the recipe's; give the run's own checkpoint");
            var shape = entry["shape"]!.AsArray().Select(n => n!.GetValue<long>()).ToArray();
            if (!shape.SequenceEqual(tensor.shape))
                throw new InputException(
                    $"{path}: tensor '{name}' is [{string.Join(", ", shape)}] where the recipe's network has [{string.Join(", ", tensor.shape)}]: "
                    + "it belongs to another network; give the run's own checkpoint");
            file.Position = data + entry["data_offsets"]![0]!.GetValue<long>();
            file.ReadExactly(tensor.bytes);
        }
        return Metadata(header);
    }

    private static FileStream Open(string path) =>
        File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1)
            : throw new InputException($"{path}: no such checkpoint; train first, or give another run folder");

    private static (JsonObject Header, long Data) ReadHeader(FileStream file, string path)
    {
        try
        {
            var head = new byte[8];
            file.ReadExactly(head);
            var length = BinaryPrimitives.ReadInt64LittleEndian(head);
            if (length is < 2 or > LargestHeader || length > file.Length - 8)
                throw new JsonException("the header's length is not possible");
            var text = new byte[length];
            file.ReadExactly(text);
            var header = JsonNode.Parse(text)!.AsObject();
            var end = header.Where(e => e.Key != "__metadata__").Select(e => e.Value!["data_offsets"]![1]!.GetValue<long>()).DefaultIfEmpty(0).Max();
            if (file.Length != 8 + length + end)
                throw new JsonException($"it should have {8 + length + end} bytes and has {file.Length}");
            return (header, 8 + length);
        }
        catch (Exception e) when (e is JsonException or EndOfStreamException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new InputException($"{path}: not a whole checkpoint ({e.Message}); restore it or train again", e);
        }
    }

    private static IReadOnlyDictionary<string, string> Metadata(JsonObject header) =>
        header["__metadata__"] is JsonObject metadata
            ? metadata.ToDictionary(m => m.Key, m => m.Value!.GetValue<string>())
            : new Dictionary<string, string>();
}
