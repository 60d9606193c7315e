using System.Runtime.InteropServices;

namespace CovidCxr.Core;

/// <summary>The processor's name, written beside measured times.</summary>
public static class ProcessorName
{
    /// <summary>Reads the name that Linux reports, or elsewhere the architecture, and the number of cores.</summary>
    public static string Read()
    {
        const string key = "model name";
        var line = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))
            : null;
        var name = line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        return $"{name}, {Environment.ProcessorCount} cores";
    }
}
