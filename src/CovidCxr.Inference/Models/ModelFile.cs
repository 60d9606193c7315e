using System.Security.Cryptography;
using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Models;

/// <summary>The bytes of a model file, read once: what is checked is what runs.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="Sha256">The SHA-256 of the bytes, lower-case hexadecimal.</param>
internal sealed record ModelFile(string Path, byte[] Bytes, string Sha256)
{
    /// <summary>Whether a checksum vouches for the bytes: the file's own, or the one that the program knows of the shipped model.</summary>
    public bool IsVouchedFor { get; private init; }

    /// <summary>Reads a file and checks its bytes as far as they speak for themselves.</summary>
    /// <param name="path">The file.</param>
    /// <param name="signedBy">The public key (PEM file) by which the file must be signed; null for no signature.</param>
    /// <exception cref="InputException">The file is missing, not signed, of another kind, not whole or damaged.</exception>
    public static ModelFile Read(string path, string? signedBy = null)
    {
        var bytes = ReadBytes(path);
        if (signedBy is not null)
            ModelSignature.Check(path, bytes, signedBy);
        OnnxEnvelope.Check(bytes, path);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var isShipped = sha256 == ShippedModel.Sha256;
        if (!isShipped && path == ShippedModel.Path)
            throw new InputException($"{path}, the model that comes with the product, is damaged; build or install the program again");
        var holds = ModelChecksum.Holds(bytes);
        if (holds == false)
            throw new InputException(
                $"{path} is damaged: its bytes do not give its checksum; get the model file again, or export it again");
        return new ModelFile(path, bytes, sha256) { IsVouchedFor = isShipped || holds == true };
    }

    // What protobuf can hold.
    private const long LargestModel = 2_000_000_000;

    private static byte[] ReadBytes(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"{path} is a folder; give the .onnx file that 'covidcxr export' wrote");
        if (PathStatus.Of(path).Kind == PathKind.Missing)
            throw new InputException($"{path} does not exist; give a model file that 'covidcxr export' wrote");
        try
        {
            return RegularFile.ReadBytes(path, LargestModel);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(path, e);
        }
    }
}
