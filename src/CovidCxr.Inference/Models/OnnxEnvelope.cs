using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Models;

/// <summary>
/// Checks a file's outermost layer before ONNX Runtime opens it, to tell a file that ends early from one that never was a model; the
/// runtime says "parsing failed" of both.
/// </summary>
/// <remarks>
/// A model is a list of numbered fields in protobuf's encoding (https://protobuf.dev/programming-guides/encoding): a varint with the
/// field's number and wire type, then a varint, or a length and as many bytes. Only these are read; the contents are skipped.
/// </remarks>
internal static class OnnxEnvelope
{
    private const int VersionField = 1, GraphField = 7;
    private const int VarintType = 0, BytesType = 2;

    /// <summary>Checks that a file can be a whole model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing, empty, of another kind, or not whole.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"{path} is a folder; give the .onnx file that 'covidcxr export' wrote");
        if (PathStatus.Of(path).Kind == PathKind.Missing)
            throw new InputException($"{path} does not exist; give a model file that 'covidcxr export' wrote");
        try
        {
            using var file = RegularFile.Open(path, 512);
            if (file.Length == 0)
                throw new InputException($"{path} is empty (0 bytes); get the model file again");
            SkipFields(file, path);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(path, e);
        }
    }

    private static void SkipFields(FileStream file, string path)
    {
        var hasGraph = false;
        while (file.Position < file.Length)
        {
            var first = file.Position == 0;
            var tag = ReadVarint(file, path);
            var (field, type) = (tag >> 3, tag & 7);
            // Every writer puts the version first.
            if ((first && (field, type) != (VersionField, VarintType)) || type is not (VarintType or BytesType))
                throw NotAModel(path);
            var value = ReadVarint(file, path);
            if (type == VarintType)
                continue;
            if (value > (ulong)(file.Length - file.Position))
                throw EndsEarly(path, file);
            file.Position += (long)value;
            hasGraph |= field == GraphField;
        }
        if (!hasGraph)
            throw NotAModel(path);
    }

    private static ulong ReadVarint(FileStream file, string path)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var read = file.ReadByte();
            if (read < 0)
                throw EndsEarly(path, file);
            value |= (ulong)(read & 0x7F) << shift;
            if (read < 0x80)
                return value;
        }
        throw NotAModel(path);
    }

    private static InputException NotAModel(string path) =>
        new($"{path} is not an ONNX model, whatever its name says; give a model file that 'covidcxr export' wrote");

    private static InputException EndsEarly(string path, FileStream file) =>
        new($"{path} ends early, after {file.Length} bytes; get the model file again");
}
