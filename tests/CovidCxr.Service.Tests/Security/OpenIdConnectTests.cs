using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace CovidCxr.Service.Tests.Security;

public sealed class OpenIdConnectTests
{
    [Fact]
    public async Task A_provider_s_token_may_do_what_its_scopes_say()
    {
        await using var provider = await Provider.StartAsync();
        await using var service = await RunningService.StartAsync(
            "--Service:Authentication:Mode", "required", "--Service:Authentication:Oidc:Authority", provider.Address,
            "--Service:Authentication:Oidc:Audience", "covidcxr", "--Service:Authentication:Oidc:AllowHttp", "true");
        async Task<HttpStatusCode> Get(string? token)
        {
            service.Client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            using var answer = await service.Client.GetAsync("/api/v1/results", TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Get(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await Get(provider.Token(audience: "elsewhere")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Get(provider.Token(lifetime: TimeSpan.FromHours(-1))));
        Assert.Equal(HttpStatusCode.Unauthorized,
            await Get(new Provider.Signer().Token(provider.Address, "covidcxr", "", TimeSpan.FromHours(1))));
        Assert.Equal(HttpStatusCode.Forbidden, await Get(provider.Token(scope: "openid covidcxr.predict")));
        Assert.Equal(HttpStatusCode.OK, await Get(provider.Token(scope: "openid covidcxr.read")));
        Assert.Equal(HttpStatusCode.OK, await Get(provider.Token(scope: "openid"))); // the default scopes
        Assert.Equal("dr-7", (await service.GetAsync("/api/v1/service")).GetProperty("signed_in_as").GetString());
        using var delete = await service.Client.DeleteAsync("/api/v1/results/0", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, delete.StatusCode);
    }

    [Fact]
    public async Task The_page_signs_in_at_the_provider_and_is_led_nowhere_else()
    {
        await using var provider = await Provider.StartAsync();
        await using var service = await RunningService.StartAsync(
            "--Service:Authentication:Mode", "required", "--Service:Authentication:Oidc:Authority", provider.Address,
            "--Service:Authentication:Oidc:ClientId", "page", "--Service:Authentication:Oidc:AllowHttp", "true");
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = service.Client.BaseAddress };
        foreach (var back in new[] { "/", "/#worklist", "//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example" })
        {
            using var answer = await client.GetAsync($"/signin?return={Uri.EscapeDataString(back)}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            var to = answer.Headers.Location!;
            Assert.StartsWith($"{provider.Address}/authorize?client_id=page", to.ToString());
            Assert.Contains("code_challenge=", to.Query);
            Assert.DoesNotContain("elsewhere", to.ToString());
        }
        using var data = await client.GetAsync("/api/v1/results", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(data, 401, "unauthorized"); // a program is not sent to a page
        Assert.Equal("key-or-oidc", (await service.GetAsync("/api/v1/service")).GetProperty("authentication").GetString());
    }

    /// <summary>A provider as far as its discovery document, its keys and its tokens go.</summary>
    private sealed class Provider : IAsyncDisposable
    {
        private readonly WebApplication app;
        private readonly Signer signer = new();

        private Provider()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            app = builder.Build();
            app.MapGet("/.well-known/openid-configuration", () => TypedResults.Json(new Dictionary<string, object>
            {
                ["issuer"] = Address,
                ["jwks_uri"] = $"{Address}/keys",
                ["authorization_endpoint"] = $"{Address}/authorize",
                ["token_endpoint"] = $"{Address}/token",
            }));
            app.MapGet("/keys", () => TypedResults.Json(new { keys = new[] { signer.PublicKey } }));
        }

        public string Address => app.Urls.First();

        public static async Task<Provider> StartAsync()
        {
            var provider = new Provider();
            await provider.app.StartAsync(TestContext.Current.CancellationToken);
            return provider;
        }

        public string Token(string audience = "covidcxr", string scope = "", TimeSpan? lifetime = null) =>
            signer.Token(Address, audience, scope, lifetime ?? TimeSpan.FromHours(1));

        public ValueTask DisposeAsync() => app.DisposeAsync();

        internal sealed class Signer
        {
            private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "one" };

            public object PublicKey
            {
                get
                {
                    var numbers = key.Rsa.ExportParameters(includePrivateParameters: false);
                    return new
                    {
                        kty = "RSA",
                        use = "sig",
                        kid = key.KeyId,
                        n = Base64UrlEncoder.Encode(numbers.Modulus),
                        e = Base64UrlEncoder.Encode(numbers.Exponent),
                    };
                }
            }

            public string Token(string issuer, string audience, string scope, TimeSpan lifetime) =>
                new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
                {
                    Issuer = issuer,
                    Audience = audience,
                    Expires = DateTime.UtcNow + lifetime,
                    Claims = new Dictionary<string, object> { ["sub"] = "dr-7", ["scope"] = scope },
                    SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
                });
        }
    }
}
