using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Inference.Pipeline;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>
/// The folder of <c>--heatmaps</c>: for every X-ray <c>name.png</c>, the X-ray with the map of its class and a legend, and <c>name.map.png</c>, the bare
/// map at the X-ray's size (8-bit gray, 0 nothing to 255 most).
/// </summary>
public sealed class HeatmapFolder
{
    private readonly HeatmapNames names = new();
    private readonly IClassifier classifier;
    private readonly string folder;

    private HeatmapFolder(string folder, IClassifier classifier) => (this.folder, this.classifier) = (folder, classifier);

    /// <summary>Opens a folder, and makes it where it is not there.</summary>
    /// <param name="folder">The folder; pictures of the same names in it are replaced.</param>
    /// <param name="classifier">The network; asked again where it has no maps of its own.</param>
    /// <exception cref="InputException">It cannot be made.</exception>
    public static HeatmapFolder Open(string folder, IClassifier classifier)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new HeatmapFolder(folder, classifier);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw CannotWrite(folder, e);
        }
    }

    /// <summary>Passes files on and gives each its name, so that names depend on the order of the files and not on which is scored first.</summary>
    public IEnumerable<string> Name(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            names.Add(file);
            yield return file;
        }
    }

    /// <summary>Writes the two pictures of an X-ray. From any thread.</summary>
    /// <exception cref="InputException">The folder cannot be written, or the X-ray cannot be read any more.</exception>
    public void Write(PredictedImage scored)
    {
        var (file, finding) = (scored.Prediction.File, scored.Prediction.Class!.Value);
        if (names.GiveOut(file) is not { } name)
            return;
        var probability = scored.Prediction.Probabilities![(int)finding];
        var map = HeatMap.Of(scored.Output, finding) ?? Occlusion.Map(classifier, scored.Image, finding, probability);
        var size = scored.Image.Original;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, $"{name}.png"), HeatmapImage.Draw(ImageDecoder.ReadFile(file), file, size, map, finding, probability));
            File.WriteAllBytes(
                Path.Combine(folder, $"{name}{HeatmapNames.MapEnding}.png"), PngWriter.Encode(map.Stretch(size.Width, size.Height), size.Width, size.Height));
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw CannotWrite(folder, e);
        }
    }

    private static InputException CannotWrite(string folder, Exception error) =>
        new($"--heatmaps {folder} cannot be written: {FileError.Reason(error)}; free space or choose another folder", error);
}
