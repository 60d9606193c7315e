using System.Security.Cryptography;
using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Models;

/// <summary>A key of a PEM file that signs or verifies model files: ECDSA or RSA.</summary>
internal sealed class SigningKey : IDisposable
{
    private const int LargestPem = 64 * 1024;

    private readonly ECDsa? curve;
    private readonly RSA? rsa;

    private SigningKey(ECDsa? curve, RSA? rsa) => (this.curve, this.rsa) = (curve, rsa);

    /// <summary>Reads a private key.</summary>
    /// <param name="path">A PEM file: PKCS #8, SEC 1 or PKCS #1.</param>
    /// <param name="passPhrase">Asked for if the key is encrypted.</param>
    /// <exception cref="InputException">The file holds no such key, or the pass phrase is wrong.</exception>
    public static SigningKey ReadPrivate(string path, Func<string?> passPhrase)
    {
        var pem = ReadPem(path);
        if (!pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
            throw new InputException($"--key {path}: holds no private key in PEM; give the private one of 'covidcxr model key'");
        if (!pem.Contains("ENCRYPTED", StringComparison.Ordinal))
            return Import($"--key {path}", "it is damaged or of another kind than ECDSA and RSA", key => key.ImportFromPem(pem));
        var phrase = passPhrase() ?? "";
        return Import($"--key {path}", "check the pass phrase", key => key.ImportFromEncryptedPem(pem, phrase));
    }

    /// <summary>Reads a public key.</summary>
    /// <param name="path">A PEM file: SubjectPublicKeyInfo.</param>
    /// <exception cref="InputException">The file holds no such key, or a private one.</exception>
    public static SigningKey ReadPublic(string path)
    {
        var (what, pem) = ($"--require-signature {path}", ReadPem(path));
        if (pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
            throw new InputException($"{what}: holds a private key; give the public one, and keep this one away from here");
        if (!pem.Contains("PUBLIC KEY", StringComparison.Ordinal))
            throw new InputException($"{what}: holds no public key in PEM; give the public one of 'covidcxr model key'");
        return Import(what, "it is damaged or of another kind than ECDSA and RSA", key => key.ImportFromPem(pem));
    }

    /// <summary>Signs bytes: DER (RFC 3279) of ECDSA, or PKCS #1 v1.5 of RSA, with SHA-256.</summary>
    public byte[] Sign(byte[] bytes) => curve?.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        ?? rsa!.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>Whether a signature is that of the bytes by this key.</summary>
    public bool Verifies(byte[] bytes, byte[] signature)
    {
        try
        {
            return curve?.VerifyData(bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
                ?? rsa!.VerifyData(bytes, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false; // no signature at all
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        curve?.Dispose();
        rsa?.Dispose();
    }

    private static SigningKey Import(string what, string remedy, Action<AsymmetricAlgorithm> import)
    {
        foreach (AsymmetricAlgorithm key in new AsymmetricAlgorithm[] { ECDsa.Create(), RSA.Create() })
            try
            {
                import(key);
                return new SigningKey(key as ECDsa, key as RSA);
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                key.Dispose();
            }
        throw new InputException($"{what}: the key cannot be read; {remedy}");
    }

    private static string ReadPem(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > LargestPem }
                ? throw new InputException($"{path} is too large for a key; give a PEM file")
                : File.ReadAllText(path);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(path, e);
        }
    }
}
