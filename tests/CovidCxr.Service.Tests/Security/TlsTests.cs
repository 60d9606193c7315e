using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CovidCxr.Core;
using Xunit;

namespace CovidCxr.Service.Tests.Security;

public sealed class TlsTests
{
    [Fact]
    public async Task A_certificate_makes_https_and_a_broken_one_is_refused_before_it_listens()
    {
        using var folder = new TemporaryFolder();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(
            folder["both.pem"], certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem(),
                TestContext.Current.CancellationToken);
        await using var app = ServiceHost.Build(
            ["--listen", "https://127.0.0.1:0", "--data", folder["data"], "--Service:Tls:Certificate", folder["both.pem"],
                "--Logging:LogLevel:Default", "Error"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, given, _, _) => given?.Thumbprint == certificate.Thumbprint,
        });
        using var answer = await client.GetAsync($"{app.Urls.First()}/health/live", TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
        await app.StopAsync(TestContext.Current.CancellationToken);

        var broken = folder.Write("broken.pem", "no certificate"u8.ToArray());
        var error = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var second = ServiceHost.Build(
                ["--listen", "https://127.0.0.1:0", "--data", folder["data"], "--Service:Tls:Certificate", broken,
                    "--Logging:LogLevel:Default", "None"]);
            await second.StartAsync(TestContext.Current.CancellationToken);
        });
        Assert.Contains("broken.pem", Assert.IsType<InputException>(error).Message);
    }
}
