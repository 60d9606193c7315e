using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>libvips, set up once for this process before the first picture.</summary>
internal static class Vips
{
    // Kept here, because native code holds it and the collector does not know.
    private static readonly Log.LogDelegate Silence = (_, _, _) => { };

    static Vips()
    {
        // libvips prints warnings about damaged files to the error output; callers get an exception that names the file.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silence);

        // Parallelism is over pictures: threads inside one picture of this size only wait for each other.
        NetVips.NetVips.Concurrency = 1;

        // The cache of operations never hits, since every picture is read once; it would only keep memory alive.
        Cache.Max = 0;
        Cache.MaxMem = 0;
        Cache.MaxFiles = 0;

        // Pictures come from strangers: only the well-tested loaders may touch them.
        NetVips.NetVips.BlockUntrusted = true;
    }

    /// <summary>Runs the set-up if it has not run yet.</summary>
    public static void EnsureReady()
    {
    }

    /// <summary>The formats that are read, by the prefix of the name of the libvips loader.</summary>
    public static bool IsSupported(string loader)
        => loader.StartsWith("VipsForeignLoadJpeg", StringComparison.Ordinal)
        || loader.StartsWith("VipsForeignLoadPng", StringComparison.Ordinal)
        || loader.StartsWith("VipsForeignLoadTiff", StringComparison.Ordinal)
        || loader.StartsWith("VipsForeignLoadWebp", StringComparison.Ordinal);
}
