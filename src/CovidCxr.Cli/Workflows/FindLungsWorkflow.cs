using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Files;
using CovidCxr.Inference.Heatmaps;
using CovidCxr.Training.Lungs;

namespace CovidCxr.Cli.Workflows;

/// <summary>Writes two images for every X-ray: the mask of its lungs, and the X-ray with the lungs tinted.</summary>
internal sealed class FindLungsWorkflow
{
    /// <summary>The side at which lungs are found, pixels.</summary>
    private const int Side = 256;

    private const string MaskEnding = HeatmapNames.MapEnding;

    /// <summary>The files.</summary>
    public required IEnumerable<FoundFile> Files { get; init; }

    /// <summary>The folder; masks and pictures of the same names in it are replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Takes errors of single files, one line each.</summary>
    public required Action<string> Error { get; init; }

    /// <summary>Finds the lungs on every file.</summary>
    /// <param name="cancel">Stops between two files.</param>
    /// <returns>The number of files with lungs, without any, and that could not be read.</returns>
    /// <exception cref="InputException">The folder cannot be written, or the finder is missing.</exception>
    public (int Found, int None, int Unread) Run(CancellationToken cancel)
    {
        var decoders = XRayDecoders.All;
        using var finder = LungFinder.Open(LungNetwork.Outlines);
        var names = new HeatmapNames();
        var (found, none, unread) = (0, 0, 0);
        foreach (var file in Files)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                if (file.Error is { } error)
                    throw new InputException(error);
                names.Add(file.Path);
                if (names.Take(file.Path) is not { } name)
                    continue;
                var encoded = decoders.ReadFile(file.Path);
                var size = decoders.ReadSize(encoded, file.Path);
                var mask = finder.Find(decoders.ReadGray(encoded, file.Path, Side, Side), Side, 1)[0];
                Write($"{name}{MaskEnding}.png", LungPicture.Mask(mask, size));
                var drawn = HeatmapImage.SizeFor(size);
                Write($"{name}.png", LungPicture.Overlay(decoders.ReadGray(encoded, file.Path, drawn.Width, drawn.Height), drawn, mask));
                if (mask.IsFound)
                    found++;
                else
                    none++;
            }
            catch (InputException e) when (!e.Message.StartsWith("--out ", StringComparison.Ordinal))
            {
                unread++;
                Error(e.Message);
            }
        }
        return (found, none, unread);
    }

    private void Write(string name, byte[] png)
    {
        var path = Path.Combine(Out, name);
        try
        {
            Directory.CreateDirectory(Out);
            if (File.Exists(path) && !PngWriter.HasMark(Head(path), LungPicture.Mark))
                throw new InputException($"--out {Out}: holds {name}, which is no picture of this command and stays as it is; "
                    + "choose another folder");
            AtomicFile.Write(path, png);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"--out {Out}", e, "free some disk space or choose another folder");
        }
    }

    private static byte[] Head(string path)
    {
        using var file = RegularFile.Open(path);
        var head = new byte[ImageDecoders.HeadLength];
        return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
