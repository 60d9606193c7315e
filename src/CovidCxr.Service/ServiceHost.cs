using System.Net;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Service.Api;
using CovidCxr.Service.Configuration;
using CovidCxr.Service.Predicting;
using CovidCxr.Service.Queueing;
using CovidCxr.Service.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace CovidCxr.Service;

/// <summary>Composes the service.</summary>
public static class ServiceHost
{
    private const string PageFolder = "wwwroot";

    /// <summary>Builds the service; it listens once it is started.</summary>
    /// <param name="args">The command line (<see cref="ServiceConfiguration"/>).</param>
    /// <param name="change">Replaces parts, for tests; null for none.</param>
    /// <exception cref="InputException">An option cannot be used, the model cannot be opened, or the data cannot be written.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = PageFolder,
        });
        ServiceConfiguration.Add(builder.Configuration, args);
        var options = ServiceConfiguration.Read(builder.Configuration);
        CreateData(options.Data);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options));
        AddServices(builder.Services, options);
        change?.Invoke(builder);
        var app = builder.Build();
        app.Services.GetRequiredService<Database>().Migrate();
        app.Services.GetRequiredService<ServedModel>().WarmUp();
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => ServedModel.Open(options));
        services.AddSingleton<IInferenceQueue>(provider => new InferenceQueue(
            provider.GetRequiredService<ServedModel>().Classifier, XRayDecoders.All, options.Queue, options.Limits.Pixels));
        services.AddSingleton(_ => new ByteBudget(options.Limits.BytesInFlight));
        services.AddSingleton(_ => new Database(options));
        services.AddSingleton<IResultStore>(provider => new DatabaseResultStore(provider.GetRequiredService<Database>().Open));
        services.AddSingleton<IBatchStore>(provider => new DatabaseBatchStore(provider.GetRequiredService<Database>().Open));
        services.AddSingleton(_ => new PictureStore(Path.Combine(options.Data, "pictures")));
        services.AddSingleton<PredictionKeeper>();
        services.AddSingleton<ResultDrawings>();
        services.AddSingleton<ResultJson>();
        services.AddSingleton<PictureRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<PictureRetention>());
        services.AddSingleton<BatchRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<BatchRunner>());
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemHandler>();
    }

    private static void Map(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(status => ProblemHandler.WriteAsync(status.HttpContext)); // 404, 405 and others without a body
        MapPage(app);
        HealthEndpoints.Map(app);
        var api = app.MapGroup("/api/v1");
        PredictionEndpoints.Map(api);
        ResultEndpoints.Map(api);
        PictureEndpoints.Map(api);
        FeedbackEndpoints.Map(api);
        ExportEndpoints.Map(api);
        BatchEndpoints.Map(api);
        ModelEndpoints.Map(api);
    }

    // The page where it was built; without it the API works all the same.
    private static void MapPage(WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, PageFolder);
        if (!File.Exists(Path.Combine(folder, "index.html")))
        {
            app.MapGet("/", () => TypedResults.Text("CovidCxr: the page was not built (docs/service.md says how); the API is at /api/v1."));
            return;
        }
        var types = new FileExtensionContentTypeProvider { Mappings = { [".wasm"] = "application/wasm" } };
        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = types });
    }

    private static void Listen(KestrelServerOptions kestrel, ServiceOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.Limits.RequestBytes;
        foreach (var address in options.Addresses.Select(address => new Uri(address)))
            if (address.Host == "localhost")
                kestrel.ListenLocalhost(address.Port);
            else
                kestrel.Listen(IPAddress.Parse(address.Host.Trim('[', ']')), address.Port);
    }

    private static void CreateData(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"Service:Data {folder}", e, "choose another folder");
        }
    }
}
