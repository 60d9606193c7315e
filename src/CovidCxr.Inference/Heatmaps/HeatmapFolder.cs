using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Files;
using CovidCxr.Inference.Pipeline;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>
/// Writes heat maps to a folder, two files for every X-ray: <c>name.png</c>, the X-ray with the map of its class laid over it and a legend,
/// and <c>name.map.png</c>, the bare map at the X-ray's size (8-bit gray, 0 nothing to 255 most). Only earlier heat maps are replaced,
/// which carry a mark; any other file, an X-ray above all, stays as it is.
/// </summary>
public sealed class HeatmapFolder
{
    /// <summary>The software that the images name, by which a later run recognizes them.</summary>
    internal const string Mark = "covidcxr heat map";

    private readonly HeatmapNames names = new();
    private readonly string folder;
    private readonly IClassifier classifier;
    private readonly ImageDecoders decoders;
    private readonly Finding? wanted;

    private HeatmapFolder(string folder, IClassifier classifier, ImageDecoders decoders, Finding? wanted) =>
        (this.folder, this.classifier, this.decoders, this.wanted) = (folder, classifier, decoders, wanted);

    /// <summary>Opens a folder, and creates it if it does not exist.</summary>
    /// <param name="folder">The folder; heat maps of the same names in it are replaced.</param>
    /// <param name="classifier">The network; asked again about every X-ray if it has no maps of its own.</param>
    /// <param name="decoders">Read the X-rays again, at the size at which they are drawn.</param>
    /// <param name="wanted">The class that is drawn on every X-ray; null for the X-ray's most likely one.</param>
    /// <exception cref="InputException">The folder cannot be created.</exception>
    public static HeatmapFolder Open(string folder, IClassifier classifier, ImageDecoders decoders, Finding? wanted = null)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new HeatmapFolder(folder, classifier, decoders, wanted);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw CannotWrite(folder, e);
        }
    }

    /// <summary>
    /// Passes files on and gives each its name, so that names depend on the order of the files and not on which is predicted first.
    /// </summary>
    /// <param name="files">The files; read while the caller enumerates the result.</param>
    public IEnumerable<FoundFile> Name(IEnumerable<FoundFile> files)
    {
        foreach (var file in files)
        {
            if (file.Error is null)
                names.Add(file.Path);
            yield return file;
        }
    }

    /// <summary>Writes the two files of an X-ray; may be called from several threads at once.</summary>
    /// <param name="predicted">The X-ray; its file has passed through <see cref="Name"/>.</param>
    /// <exception cref="InputException">
    /// The folder cannot be written, it holds another file of that name, or the X-ray can no longer be read.
    /// </exception>
    public void Write(PredictedImage predicted)
    {
        var (file, finding) = (predicted.Prediction.File, wanted ?? predicted.Prediction.Class!.Value);
        if (names.Take(file) is not { } name)
            return;
        var probability = predicted.Prediction.Probabilities![(int)finding];
        var map = HeatMap.Of(predicted.Output, finding)
            ?? (classifier.Explain(predicted.Image.Pixels) is { } explained ? HeatMap.Of(explained, finding) : null)
            ?? Occlusion.Map(classifier, predicted.Image, finding, probability);
        var (xray, drawn) = (predicted.Image.Original, HeatmapImage.SizeFor(predicted.Image.Original));
        var (picture, bare) = (Path.Combine(folder, $"{name}.png"), Path.Combine(folder, $"{name}{HeatmapNames.MapEnding}.png"));
        CheckReplaceable(picture);
        CheckReplaceable(bare);
        var gray = decoders.ReadGray(file, drawn.Width, drawn.Height);
        // The longer name first: if it is too long, neither is written.
        Write(bare, PngWriter.Encode(map.Stretch(xray.Width, xray.Height), xray.Width, xray.Height, Mark));
        Write(picture, HeatmapImage.Draw(gray, drawn, map, finding, probability, predicted.Prediction.Reasons, classifier.Warning));
    }

    private void CheckReplaceable(string path)
    {
        var kind = PathStatus.Of(path).Kind;
        if (kind is PathKind.Missing or PathKind.Hidden) // writing says what is wrong with a hidden one
            return;
        if (kind != PathKind.File || !IsHeatmap(path))
            throw new InputException(
                $"--heatmaps {folder}: holds {Path.GetFileName(path)}, which is not a heat map and stays as it is; choose another folder");
    }

    /// <summary>Whether a file is a heat map of this program, by its mark; false for a file that cannot be read.</summary>
    internal static bool IsHeatmap(string path)
    {
        try
        {
            using var file = RegularFile.Open(path, bufferSize: 0);
            var head = new byte[ImageDecoders.HeadLength];
            return PngWriter.HasMark(head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)), Mark);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            return false;
        }
    }

    private void Write(string path, byte[] png)
    {
        try
        {
            File.WriteAllBytes(path, png);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            if (e is not UnauthorizedAccessException)
                FileError.DeleteQuietly(path); // half an image, on a full disk
            throw CannotWrite(folder, e);
        }
    }

    private static InputException CannotWrite(string folder, Exception error) =>
        FileError.CannotWrite($"--heatmaps {folder}", error, "free some disk space or choose another folder");
}
