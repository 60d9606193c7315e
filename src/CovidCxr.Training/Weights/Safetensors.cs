using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using static TorchSharp.torch;

namespace CovidCxr.Training.Weights;

/// <summary>
/// Reads and writes the safetensors file format (huggingface.co/docs/safetensors): eight bytes with the header's length, a JSON header
/// with name, type, shape and offsets of every tensor and free text under <c>__metadata__</c>, then the tensors one after another. All
/// tensors are float32 here.
/// </summary>
public static class Safetensors
{
    /// <summary>The free text that holds the SHA-256 of all tensors' bytes, hexadecimal.</summary>
    private const string ChecksumKey = "sha256";

    private const int LargestHeader = 100_000_000; // the format's own limit

    /// <summary>Writes a file completely or not at all.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="tensors">Contiguous float32 tensors by name.</param>
    /// <param name="metadata">Free text by name.</param>
    /// <exception cref="InputException">The file cannot be written, for example because the disk is full.</exception>
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var freeText = new JsonObject(metadata.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value)))
        {
            [ChecksumKey] = Checksum(tensors),
        };
        var header = new JsonObject { ["__metadata__"] = freeText };
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
        var padded = (text.Length + 7) / 8 * 8; // the format aligns the tensors to 8 bytes by spaces
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

    /// <summary>Reads tensors by name into given ones.</summary>
    /// <param name="path">The file.</param>
    /// <param name="into">Contiguous float32 tensors by name; each must be in the file with the same shape.</param>
    /// <returns>The file's free text, by name.</returns>
    /// <exception cref="InputException">
    /// The file is missing or damaged, holds other tensors than these, or numbers that are not finite.
    /// </exception>
    public static IReadOnlyDictionary<string, string> Read(string path, IReadOnlyList<(string Name, Tensor Tensor)> into)
    {
        using var file = Open(path);
        var (header, data) = ReadHeader(file, path);
        var metadata = Metadata(header);
        file.Position = data;
        // Files of versions before 0.3.0 carry no checksum.
        if (metadata.TryGetValue(ChecksumKey, out var expected) && Convert.ToHexStringLower(SHA256.HashData(file)) != expected)
            throw new InputException($"{path} is damaged: its tensors do not give its checksum; restore it or train again");
        foreach (var (name, tensor) in into)
        {
            if (header[name] is not JsonObject entry)
                throw new InputException(
                    $"{path}: has no tensor '{name}': it belongs to another network than the recipe's; give the run's own checkpoint");
            var shape = entry["shape"]!.AsArray().Select(n => n!.GetValue<long>()).ToArray();
            if (!shape.SequenceEqual(tensor.shape))
                throw new InputException(
                    $"{path}: tensor '{name}' is [{string.Join(", ", shape)}] where the recipe's network has "
                    + $"[{string.Join(", ", tensor.shape)}]: "
                    + "it belongs to another network; give the run's own checkpoint");
            file.Position = data + entry["data_offsets"]![0]!.GetValue<long>();
            file.ReadExactly(tensor.bytes);
            if (!IsFinite(tensor))
                throw new InputException($"{path}: tensor '{name}' holds numbers that are not finite (NaN or infinity); train again");
        }
        return metadata;
    }

    /// <summary>Whether a file has a tensor of a name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The tensor's name.</param>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    internal static bool Has(string path, string name)
    {
        using var file = Open(path);
        return ReadHeader(file, path).Header.ContainsKey(name);
    }

    private static string Checksum(IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, tensor) in tensors)
            hash.AppendData(tensor.bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool IsFinite(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.isfinite().all().item<bool>();
    }

    private static FileStream Open(string path) =>
        PathStatus.Of(path).Kind != PathKind.Missing
            ? RegularFile.Open(path, 1)
            : throw new InputException($"{path}: no such checkpoint; train first, or give another run folder");

    private static (JsonObject Header, long Data) ReadHeader(FileStream file, string path)
    {
        try
        {
            var head = new byte[8];
            file.ReadExactly(head);
            var length = BinaryPrimitives.ReadInt64LittleEndian(head);
            if (length is < 2 or > LargestHeader || length > file.Length - 8)
                throw new JsonException("the header's length is impossible");
            var text = new byte[length];
            file.ReadExactly(text);
            var header = JsonNode.Parse(text)!.AsObject();
            var ends = header.Where(e => e.Key != "__metadata__").Select(e => e.Value!["data_offsets"]![1]!.GetValue<long>());
            var end = ends.DefaultIfEmpty(0).Max();
            if (file.Length != 8 + length + end)
                throw new JsonException($"it should have {8 + length + end} bytes and has {file.Length}");
            return (header, 8 + length);
        }
        catch (Exception e) when (e is JsonException or EndOfStreamException or InvalidOperationException or NullReferenceException
            or FormatException)
        {
            throw new InputException($"{path}: not a complete checkpoint ({e.Message}); restore it or train again", e);
        }
    }

    private static IReadOnlyDictionary<string, string> Metadata(JsonObject header) =>
        header["__metadata__"] is JsonObject metadata
            ? metadata.ToDictionary(m => m.Key, m => m.Value!.GetValue<string>())
            : new Dictionary<string, string>();
}
