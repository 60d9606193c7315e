using System.Runtime.InteropServices;

namespace CovidCxr.Core;

/// <summary>The processor's name, to stand beside measured times.</summary>
public static class ProcessorName
{
    /// <summary>As Linux reports it, with the number of cores; elsewhere the architecture.</summary>
    public static string Read()
    {
        var model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        return $"{model ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores";
    }
}
