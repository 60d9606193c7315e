using System.Net;
using CovidCxr.Core;
using Microsoft.Extensions.Configuration;

namespace CovidCxr.Service.Configuration;

/// <summary>Reads the options from file, environment and command line, and refuses what cannot be meant.</summary>
public static class ServiceConfiguration
{
    /// <summary>The beginning of environment variables: <c>COVIDCXR_SERVICE__LISTEN</c>.</summary>
    public const string EnvironmentPrefix = "COVIDCXR_";

    private const string ConfigSwitch = "--config";

    private static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--listen"] = "Service:Listen",
        ["--data"] = "Service:Data",
        ["--model"] = "Service:Model",
        ["--require-signature"] = "Service:RequireSignature",
        ["--mix"] = "Service:Mix",
        ["--provider"] = "Service:Database:Provider",
        ["--database"] = "Service:Database:Connection",
        [ConfigSwitch] = "Config",
    };

    /// <summary>Adds the environment and the command line to a configuration that has the files already.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="args">The command line; a file after <c>--config</c> comes before the environment.</param>
    /// <exception cref="InputException">The file does not exist, or a word of the command line is not understood.</exception>
    public static void Add(IConfigurationBuilder configuration, string[] args)
    {
        Check(args);
        if (new ConfigurationBuilder().AddCommandLine(args, Switches).Build()["Config"] is { } file)
        {
            if (!File.Exists(file))
                throw new InputException(
                    $"{ConfigSwitch} {file}: does not exist; give a JSON file with a section \"{ServiceOptions.Section}\"");
            configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
        }
        configuration.AddEnvironmentVariables(EnvironmentPrefix);
        configuration.AddCommandLine(args, Switches);
    }

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="InputException">A value is of the wrong kind or out of its range.</exception>
    public static ServiceOptions Read(IConfiguration configuration)
    {
        try
        {
            var options = configuration.GetSection(ServiceOptions.Section)
                .Get<ServiceOptions>(binder => binder.ErrorOnUnknownConfiguration = true)
                ?? new ServiceOptions();
            ServiceOptionsCheck.Check(options);
            return options;
        }
        catch (InvalidOperationException e)
        {
            throw new InputException($"the settings cannot be used: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Whether a host is this computer itself.</summary>
    /// <param name="host">A name or number, for example <c>127.0.0.1</c>.</param>
    public static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>An address to listen on as a URI; <c>*</c> and <c>+</c> stand for every address of this computer.</summary>
    /// <exception cref="InputException">It is no address.</exception>
    public static Uri ToUri(string address) =>
        Uri.TryCreate(address.Replace("//*", "//[::]").Replace("//+", "//[::]"), UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/"
            && (uri.Host == "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out _))
            ? uri
            : throw new InputException($"Service:Listen {address}: is no address; give one such as http://127.0.0.1:8080");

    // The library takes any word for a key or passes it by.
    private static void Check(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var (name, hasValue) = args[i].Split('=', 2) is [var left, _] ? (left, true) : (args[i], false);
            if (!Switches.ContainsKey(name) && !name.StartsWith($"--{ServiceOptions.Section}:", StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith("--Logging:", StringComparison.OrdinalIgnoreCase))
                throw new InputException(
                    $"{name}: is not understood; give {string.Join(", ", Switches.Keys)} or --Service:<setting> <value>");
            if (!hasValue && ++i >= args.Length)
                throw new InputException($"{name}: its value is missing; give it after the name");
        }
    }
}
