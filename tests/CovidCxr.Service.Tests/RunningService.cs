using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace CovidCxr.Service.Tests;

/// <summary>The service on a free port of loopback, with a folder of its own, through the same composition as the program.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly WebApplication app;

    private RunningService(string[] settings, Action<WebApplicationBuilder>? change)
    {
        app = ServiceHost.Build(
            ["--listen", "http://127.0.0.1:0", "--data", data["service"], "--Logging:LogLevel:Default", "None", .. settings], change);
    }

    /// <summary>The secret token that <see cref="Client"/> signs in with; null for none.</summary>
    public string? Token { get; private set; }

    /// <summary>Sends requests to it.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>The folder of its database and pictures.</summary>
    public string Data => data["service"];

    /// <summary>Starts a service.</summary>
    /// <param name="settings">The command line beyond address and folder.</param>
    public static Task<RunningService> StartAsync(params string[] settings) => StartAsync(null, settings);

    /// <summary>Starts a service of which parts are replaced.</summary>
    public static async Task<RunningService> StartAsync(Action<WebApplicationBuilder>? change, params string[] settings)
    {
        var service = new RunningService(settings, change);
        await service.app.StartAsync(TestContext.Current.CancellationToken);
        service.Client = new HttpClient { BaseAddress = new Uri(service.app.Urls.First()) };
        return service;
    }

    /// <summary>Starts a service that wants everyone to sign in, with a key of some scopes in the client's header.</summary>
    public static async Task<RunningService> StartSignedInAsync(string scopes, params string[] settings)
    {
        var token = "";
        var service = await StartAsync(
            builder => token = MakeKey(builder.Configuration["Service:Data"]!, scopes),
                ["--Service:Authentication:Mode", "required", .. settings]);
        service.Token = token;
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return service;
    }

    /// <summary>Makes a key in the database of a service.</summary>
    public static string MakeKey(string data, string scopes, int? days = 1)
    {
        using var text = new StringWriter();
        KeyProgram.CreateAsync(KeyProgram.Open(["--data", data]), "ward 7", scopes, days, text).GetAwaiter().GetResult();
        return text.ToString().Split('\n')[0];
    }

    /// <summary>The body of a request with files.</summary>
    public static MultipartFormDataContent Form(params IEnumerable<(string Name, byte[] Bytes)> files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "file", name);
        }
        return form;
    }

    /// <summary>Posts files.</summary>
    public Task<HttpResponseMessage> PredictAsync(params IEnumerable<(string Name, byte[] Bytes)> files) =>
        Client.PostAsync("/api/v1/predictions", Form(files), TestContext.Current.CancellationToken);

    /// <summary>Posts a picture and returns its result.</summary>
    public async Task<JsonElement> PredictOneAsync(byte[] picture, string name = "xray.png", string query = "")
    {
        using var answer = await Client.PostAsync(
            $"/api/v1/predictions{query}", Form((name, picture)), TestContext.Current.CancellationToken);
        return (await JsonAsync(answer))[0];
    }

    /// <summary>Gets JSON.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        return await JsonAsync(answer);
    }

    /// <summary>The JSON of an answer with 2xx.</summary>
    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The problem of an answer, which has a status, the word of its kind and nothing of the service's inside.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, int status, string word)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal($"urn:covidcxr:problem:{word}", problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        foreach (var inside in new[] { "   at ", "CovidCxr.", "System.", Path.GetTempPath(), AppContext.BaseDirectory })
            Assert.DoesNotContain(inside, text);
        return problem;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        data.Dispose();
    }
}
