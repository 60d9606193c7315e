using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Inference.Pipeline;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>
/// Writes heat maps to a folder, two files for every X-ray: <c>name.png</c>, the X-ray with the map of its class laid over it and a legend,
/// and <c>name.map.png</c>, the bare map at the X-ray's size (8-bit gray, 0 nothing to 255 most).
/// </summary>
public sealed class HeatmapFolder
{
    private readonly HeatmapNames names = new();
    private readonly string folder;
    private readonly IClassifier classifier;
    private readonly ImageDecoders decoders;

    private HeatmapFolder(string folder, IClassifier classifier, ImageDecoders decoders) =>
        (this.folder, this.classifier, this.decoders) = (folder, classifier, decoders);

    /// <summary>Opens a folder, and creates it if it does not exist.</summary>
    /// <param name="folder">The folder; images of the same names in it are replaced.</param>
    /// <param name="classifier">The network; asked again about every X-ray if it has no maps of its own.</param>
    /// <param name="decoders">Read the X-rays again, at the size at which they are drawn.</param>
    /// <exception cref="InputException">The folder cannot be created.</exception>
    public static HeatmapFolder Open(string folder, IClassifier classifier, ImageDecoders decoders)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new HeatmapFolder(folder, classifier, decoders);
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
    public IEnumerable<string> Name(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            names.Add(file);
            yield return file;
        }
    }

    /// <summary>Writes the two files of an X-ray; may be called from several threads at once.</summary>
    /// <param name="predicted">The X-ray; its file has passed through <see cref="Name"/>.</param>
    /// <exception cref="InputException">The folder cannot be written, or the X-ray can no longer be read.</exception>
    public void Write(PredictedImage predicted)
    {
        var (file, finding) = (predicted.Prediction.File, predicted.Prediction.Class!.Value);
        if (names.Take(file) is not { } name)
            return;
        var probability = predicted.Prediction.Probabilities![(int)finding];
        var map = HeatMap.Of(predicted.Output, finding) ?? Occlusion.Map(classifier, predicted.Image, finding, probability);
        var (xray, drawn) = (predicted.Image.Original, HeatmapImage.SizeFor(predicted.Image.Original));
        try
        {
            var gray = decoders.ReadGray(file, drawn.Width, drawn.Height);
            File.WriteAllBytes(Path.Combine(folder, $"{name}.png"), HeatmapImage.Draw(gray, drawn, map, finding, probability, classifier.Warning));
            File.WriteAllBytes(
                Path.Combine(folder, $"{name}{HeatmapNames.MapEnding}.png"),
                PngWriter.Encode(map.Stretch(xray.Width, xray.Height), xray.Width, xray.Height));
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw CannotWrite(folder, e);
        }
    }

    private static InputException CannotWrite(string folder, Exception error) =>
        FileError.CannotWrite($"--heatmaps {folder}", error, "free some disk space or choose another folder");
}
