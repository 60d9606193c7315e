using System.Net;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Service.Api;
using CovidCxr.Service.Configuration;
using CovidCxr.Service.Predicting;
using CovidCxr.Service.Queueing;
using CovidCxr.Service.Security;
using CovidCxr.Service.Store;
using CovidCxr.Service.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

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
        var certificates = new Certificates(options.Tls, TimeProvider.System);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options, certificates));
        Exporting.Add(builder.Services, builder.Logging, options.Telemetry);
        AddServices(builder.Services, options);
        change?.Invoke(builder);
        var app = builder.Build();
        app.Services.GetRequiredService<Database>().Migrate();
        CheckKeys(options, app.Services.GetRequiredService<ApiKeys>());
        app.Services.GetRequiredService<ServedModel>().WarmUp();
        app.Services.GetRequiredService<DriftMonitor>(); // a reference of another model is refused now
        Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => ServedModel.Open(options));
        services.AddSingleton(provider => new DriftMonitor(
            ReferenceOf(options, provider.GetRequiredService<ServedModel>().Classifier.Model),
                provider.GetRequiredService<ILogger<DriftMonitor>>()));
        services.AddSingleton<ServiceMetrics>();
        services.AddSingleton(provider => MakeQueue(provider, options));
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
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
            new ApiKeys(provider.GetRequiredService<Database>().Open, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AuditLog>(provider, Path.Combine(options.Data, "audit")));
        RequestGuard.Add(services, options);
        ApiDocument.Add(services);
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemHandler>();
    }

    private static void Map(WebApplication app)
    {
        SecurityHeaders.Use(app);
        app.UseExceptionHandler();
        app.UseStatusCodePages(status => ProblemHandler.WriteAsync(status.HttpContext)); // 404, 405 and others without a body
        MapPage(app);
        app.UseRouting();
        RequestGuard.Use(app);
        HealthEndpoints.Map(app);
        SignIn.Map(app, app.Services.GetRequiredService<ServiceOptions>());
        ApiDocument.Map(app);
        var api = app.MapGroup("/api/v1");
        PredictionEndpoints.Map(api);
        ResultEndpoints.Map(api);
        PictureEndpoints.Map(api);
        FeedbackEndpoints.Map(api);
        ExportEndpoints.Map(api);
        BatchEndpoints.Map(api);
        DriftEndpoint.Map(api);
        ModelEndpoints.Map(api);
    }

    // The page where it was built; without it the API works all the same.
    private static void MapPage(WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, PageFolder);
        if (!File.Exists(Path.Combine(folder, "index.html")))
        {
            app.MapGet("/", () => TypedResults.Text("CovidCxr: the page was not built (docs/service.md says how); the API is at /api/v1."))
                .AllowAnonymous().ExcludeFromDescription();
            return;
        }
        var types = new FileExtensionContentTypeProvider { Mappings = { [".wasm"] = "application/wasm" } };
        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = types });
    }

    private static void Listen(KestrelServerOptions kestrel, ServiceOptions options, Certificates certificates)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.Limits.RequestBytes;
        kestrel.Limits.MaxConcurrentConnections = options.Limits.Connections;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        foreach (var address in options.Addresses.Select(ServiceConfiguration.ToUri))
        {
            if (address.Host == "localhost")
                kestrel.ListenLocalhost(address.Port, listen => Secure(listen, address));
            else
                kestrel.Listen(IPAddress.Parse(address.Host.Trim('[', ']')), address.Port, listen => Secure(listen, address));
        }

        void Secure(ListenOptions listen, Uri address)
        {
            if (address.Scheme != "https")
                return;
            certificates.Current(); // fails now, not with the first request
            listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificates.Current());
        }
    }

    private static IInferenceQueue MakeQueue(IServiceProvider provider, ServiceOptions options)
    {
        var (metrics, drift) = (provider.GetRequiredService<ServiceMetrics>(), provider.GetRequiredService<DriftMonitor>());
        var queue = new InferenceQueue(
            provider.GetRequiredService<ServedModel>().Classifier, XRayDecoders.All, options.Queue, options.Limits.Pixels)
        {
            OnBatch = metrics.AddBatch,
            OnRead = (read, time) =>
            {
                metrics.AddResult(read.Prediction, time);
                if (read.Image is { } image)
                    drift.Add(image);
            },
        };
        metrics.Watch(() => queue.Waiting);
        return queue;
    }

    // The shipped one says its model: after an export of another model it is no longer true.
    private static DriftReference? ReferenceOf(ServiceOptions options, string model)
    {
        if (options.Reference is null && (options.Model is not null || !File.Exists(DriftReference.ShippedFile)))
            return null;
        var reference = DriftReference.Read(options.Reference ?? DriftReference.ShippedFile);
        return reference.Model == model ? reference : throw new InputException(
            $"Service:Reference: was measured with {reference.Model}, and the model is {model}; measure it again with "
            + "'covidcxr serve reference'");
    }

    private static void CheckKeys(ServiceOptions options, ApiKeys keys)
    {
        if (options.RequiresSignIn && options.Authentication.Oidc.Authority is null
            && !keys.ListAsync().GetAwaiter().GetResult().Any(keys.IsValid))
            throw new InputException(
                "everyone has to sign in, and there is no key; make one with 'covidcxr serve key create --name <whose>', "
                + "or name a provider in Service:Authentication:Oidc");
    }

    /// <summary>Creates the data folder unless it is there.</summary>
    internal static void CreateData(string folder)
    {
        try
        {
            // Pictures of patients: nobody else on the computer may read them. A folder that is there keeps its permissions.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"Service:Data {folder}", e, "choose another folder");
        }
    }
}
