using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Service.Configuration;

namespace CovidCxr.Service.Security;

/// <summary>The certificate of <c>https</c> addresses, read again once its file is renewed.</summary>
/// <param name="options">The files.</param>
/// <param name="time">Tells the time.</param>
internal sealed class Certificates(TlsOptions options, TimeProvider time)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private X509Certificate2? current;
    private DateTime written;
    private DateTimeOffset looked;

    /// <summary>The certificate of now; that of before if a renewed file cannot be used.</summary>
    /// <exception cref="InputException">There was none before, and the file cannot be used.</exception>
    public X509Certificate2 Current()
    {
        lock (gate)
        {
            if (current is not null && time.GetUtcNow() - looked < LookAgain)
                return current;
            looked = time.GetUtcNow();
            var file = options.Certificate ?? throw new InputException(
                "Service:Tls:Certificate is missing; an https address needs one (PEM)");
            if (current is not null && File.GetLastWriteTimeUtc(file) == written)
                return current;
            try
            {
                written = File.GetLastWriteTimeUtc(file);
                current = X509Certificate2.CreateFromPemFile(file, options.Key);
            }
            catch (Exception e) when (FileError.IsFileError(e) || e is CryptographicException)
            {
                if (current is null)
                    throw FileError.CannotRead($"Service:Tls:Certificate {file}", e, "give a certificate and its key in PEM");
            }
            return current!;
        }
    }
}
