using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Models;

/// <summary>
/// Looks at a file's outermost layer before ONNX Runtime does: it tells a file that ends early from one that never was a model, where
/// the runtime says "parsing failed" of both.
/// </summary>
/// <remarks>
/// A model is a list of numbered fields in protobuf's encoding (protobuf.dev, Encoding): a varint with the field's number and kind,
/// then a varint, or a length and as many bytes. Only these are read, the contents are stepped over.
/// </remarks>
internal static class OnnxEnvelope
{
    private const int IrVersion = 1, Graph = 7;
    private const int VarintKind = 0, BytesKind = 2;

    /// <summary>Looks whether a file can be a whole model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">Missing, empty, of another kind, or not whole.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"{path} is a folder; give the .onnx file that 'covidcxr export' wrote");
        if (!File.Exists(path))
            throw new InputException($"{path} does not exist; give a model file that 'covidcxr export' wrote");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 512);
            if (file.Length == 0)
                throw new InputException($"{path} is empty (0 bytes); get the model file again");
            Walk(file, path);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new InputException($"{path} cannot be read: {FileError.Reason(e)}", e);
        }
    }

    private static void Walk(FileStream file, string path)
    {
        var hasGraph = false;
        while (file.Position < file.Length)
        {
            var first = file.Position == 0;
            var tag = Varint(file, path);
            var (number, kind) = (tag >> 3, tag & 7);
            // Every writer puts the version first.
            if ((first && (number, kind) != (IrVersion, VarintKind)) || kind is not (VarintKind or BytesKind))
                throw NoModel(path);
            var value = Varint(file, path);
            if (kind == VarintKind)
                continue;
            if (value > (ulong)(file.Length - file.Position))
                throw EndsEarly(path, file);
            file.Position += (long)value;
            hasGraph |= number == Graph;
        }
        if (!hasGraph)
            throw NoModel(path);
    }

    private static ulong Varint(FileStream file, string path)
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
        throw NoModel(path);
    }

    private static InputException NoModel(string path) => new($"{path} is not an ONNX model, whatever its name says; give a model file that 'covidcxr export' wrote");

    private static InputException EndsEarly(string path, FileStream file) =>
        new($"{path} ends early, after {file.Length} bytes; get the model file again");
}
