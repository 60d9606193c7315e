using System.Security.Cryptography;
using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Models;

/// <summary>
/// The detached signature of a model file, <c>model.onnx.sig</c>, by which a hospital runs only what it has approved: SHA-256 with ECDSA
/// (DER, RFC 3279) or RSA (PKCS #1 v1.5), as <c>openssl dgst -sha256 -verify public.pem -signature model.onnx.sig model.onnx</c> checks it.
/// </summary>
public static class ModelSignature
{
    private const string Ending = ".sig";

    // Of an RSA key of 16,384 bits, with room.
    private const long LargestSignature = 1 << 16;

    /// <summary>The path of a model file's signature.</summary>
    public static string PathOf(string model) => model + Ending;

    /// <summary>Signs a model file that this program can open, and writes the signature beside it.</summary>
    /// <param name="model">The model file.</param>
    /// <param name="privateKey">A PEM file (PKCS #8, SEC 1 or PKCS #1), encrypted or not.</param>
    /// <param name="passPhrase">Asked for if the key is encrypted.</param>
    /// <param name="force">Whether to replace a file that is there and is not the key's signature of this model.</param>
    /// <returns>The signature's path.</returns>
    /// <exception cref="InputException">The model or the key cannot be used, or the signature cannot be written.</exception>
    public static string Sign(string model, string privateKey, Func<string?> passPhrase, bool force = false)
    {
        OnnxClassifier.Open(model).Dispose();
        var bytes = ModelFile.Read(model).Bytes;
        using var key = SigningKey.ReadPrivate(privateKey, passPhrase);
        if (!force && Path.Exists(PathOf(model)) && !(File.Exists(PathOf(model)) && key.Verifies(bytes, ReadSignature(PathOf(model)))))
            throw new InputException(
                $"{PathOf(model)}: exists and is not this key's signature of the model; move it elsewhere, or give {OutputRule.Force}");
        AtomicFile.Write(PathOf(model), key.Sign(bytes));
        return PathOf(model);
    }

    /// <summary>Checks the signature of bytes that were read from a model file.</summary>
    /// <param name="model">The model file, beside which the signature lies.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="publicKey">A PEM file (SubjectPublicKeyInfo).</param>
    /// <exception cref="InputException">The signature is missing or is not that of the key, or the key cannot be read.</exception>
    internal static void Check(string model, byte[] bytes, string publicKey)
    {
        using var key = SigningKey.ReadPublic(publicKey);
        var path = PathOf(model);
        if (!File.Exists(path))
            throw new InputException($"{model} is not signed: {path} is missing; sign it with 'covidcxr model sign', or get the signature");
        if (!key.Verifies(bytes, ReadSignature(path)))
            throw new InputException(
                $"{model}: {path} is not its signature by the key {publicKey}; use the model that was approved, or sign this one");
    }

    private static byte[] ReadSignature(string path)
    {
        try
        {
            return RegularFile.ReadBytes(path, LargestSignature);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(path, e);
        }
    }

    /// <summary>
    /// Makes a pair of keys (ECDSA on P-256): <c>name.private.pem</c>, which only its owner can read, and <c>name.public.pem</c>.
    /// </summary>
    /// <param name="name">The beginning of both paths.</param>
    /// <param name="passPhrase">Encrypts the private key (PBES2); null for none.</param>
    /// <returns>The two paths.</returns>
    /// <exception cref="InputException">One of the files exists, or cannot be written.</exception>
    public static (string Private, string Public) MakeKeys(string name, string? passPhrase)
    {
        var (secret, open) = ($"{name}.private.pem", $"{name}.public.pem");
        foreach (var path in new[] { secret, open })
            if (File.Exists(path) || Directory.Exists(path))
                throw new InputException($"--out {name}: {path} exists, and a key is never replaced; choose another name");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 600_000);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new StreamWriter(secret, options))
                file.WriteLine(passPhrase is null
                    ? key.ExportPkcs8PrivateKeyPem()
                    : key.ExportEncryptedPkcs8PrivateKeyPem(passPhrase, encryption));
            AtomicFile.Write(open, key.ExportSubjectPublicKeyInfoPem() + "\n");
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"--out {name}", e, "choose another folder");
        }
        return (secret, open);
    }
}
