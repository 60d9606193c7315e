using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>Prepares libvips once for the process, before the first image.</summary>
internal static class VipsSetup
{
    // Held in a field: native code keeps the delegate, and the garbage collector does not see that.
    private static readonly Log.LogDelegate Silence = (_, _, _) => { };

    static VipsSetup()
    {
        // libvips prints warnings about damaged files to standard error; callers get an exception that names the file instead.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silence);

        // The program works on many images at once; threads inside one small image only wait for each other.
        NetVips.NetVips.Concurrency = 1;

        // Every image is read once, so the cache of operations never hits and only keeps memory alive.
        Cache.Max = 0;
        Cache.MaxMem = 0;
        Cache.MaxFiles = 0;

        // Images come from strangers: libvips blocks the loaders that it does not trust.
        NetVips.NetVips.BlockUntrusted = true;
    }

    /// <summary>Prepares libvips unless that has been done.</summary>
    public static void EnsureReady()
    {
    }
}
