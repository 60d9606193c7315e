using CovidCxr.Core;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Inference.Heatmaps;
using CovidCxr.Inference.Pipeline;
using CovidCxr.Service.Configuration;
using CovidCxr.Service.Queueing;

namespace CovidCxr.Service.Predicting;

/// <summary>
/// Draws what a viewer shows of a picture: itself, small, with a heat map, with its lungs. As many at once as the queue has threads.
/// </summary>
/// <param name="queue">Asks the network.</param>
/// <param name="model">The model.</param>
/// <param name="options">How many drawings at once.</param>
public sealed class ResultDrawings(IInferenceQueue queue, ServedModel model, ServiceOptions options) : IDisposable
{
    private readonly SemaphoreSlim gate = new(options.Queue.Workers);

    /// <summary>The picture at full size, without what else its file says: the gray values that the network gets.</summary>
    /// <returns>A PNG file; 16-bit gray for DICOM of more than 8 bits.</returns>
    public Task<byte[]> ImageAsync(Upload picture, CancellationToken cancel) => DrawAsync(
        () =>
        {
            if (MediaTypes.Of(picture.Bytes) == MediaTypes.Dicom)
                return DicomPng.Encode(picture.Bytes, picture.Name);
            var size = XRayDecoders.All.ReadSize(picture.Bytes, picture.Name);
            return PngWriter.Encode(XRayDecoders.All.ReadGray(picture.Bytes, picture.Name, size.Width, size.Height), size.Width,
                size.Height);
        }, cancel);

    /// <summary>The picture in gray, at most so large on its longer side.</summary>
    public Task<byte[]> ThumbnailAsync(Upload picture, int side, CancellationToken cancel) => DrawAsync(
        () =>
        {
            var size = AtMost(XRayDecoders.All.ReadSize(picture.Bytes, picture.Name), side);
            return PngWriter.Encode(XRayDecoders.All.ReadGray(picture.Bytes, picture.Name, size.Width, size.Height), size.Width,
                size.Height);
        }, cancel);

    /// <summary>The bare heat map of a class, 8-bit gray, 255 where most speaks for it.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="finding">The class.</param>
    /// <param name="side">The most pixels on the longer side; null for the picture's size.</param>
    /// <param name="cancel">Stops before the drawing.</param>
    public async Task<byte[]> HeatmapAsync(Upload picture, Finding finding, int? side, CancellationToken cancel)
    {
        var read = await ReadAsync(picture, cancel);
        return await DrawAsync(
            () =>
            {
                var size = AtMost(read.Image.Original, side);
                return PngWriter.Encode(MapOf(read, finding).Stretch(size.Width, size.Height), size.Width, size.Height);
            }, cancel);
    }

    /// <summary>The picture with the heat map of a class laid over it and a legend, as <c>predict --heatmaps</c> draws it.</summary>
    public async Task<byte[]> HeatmapOverlayAsync(Upload picture, Finding finding, CancellationToken cancel)
    {
        var read = await ReadAsync(picture, cancel);
        return await DrawAsync(
            () =>
            {
                var size = HeatmapImage.SizeFor(read.Image.Original);
                var gray = XRayDecoders.All.ReadGray(picture.Bytes, picture.Name, size.Width, size.Height);
                return HeatmapImage.Draw(
                    gray, size, MapOf(read, finding), finding, read.Prediction.Probabilities![(int)finding], read.Prediction.Reasons,
                    read.Prediction.Warning);
            }, cancel);
    }

    /// <summary>What the model takes for lungs, white on black; null if the model has no lung segmenter.</summary>
    /// <inheritdoc cref="HeatmapAsync" path="/param"/>
    public Task<byte[]?> LungsAsync(Upload picture, int? side, CancellationToken cancel) =>
        LungsAsync(picture, mask => LungPicture.Mask(mask, AtMost(XRayDecoders.All.ReadSize(picture.Bytes, picture.Name), side)), cancel);

    /// <summary>The picture with the lungs tinted; null if the model has no lung segmenter.</summary>
    public Task<byte[]?> LungsOverlayAsync(Upload picture, CancellationToken cancel) => LungsAsync(
        picture,
        mask =>
        {
            var size = HeatmapImage.SizeFor(XRayDecoders.All.ReadSize(picture.Bytes, picture.Name));
            return LungPicture.Overlay(XRayDecoders.All.ReadGray(picture.Bytes, picture.Name, size.Width, size.Height), size, mask);
        }, cancel);

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<byte[]?> LungsAsync(Upload picture, Func<LungMask, byte[]> draw, CancellationToken cancel)
    {
        if (model.Lungs is not { } lungs)
            return null;
        return await DrawAsync(
            () =>
            {
                var side = model.Classifier.InputSize;
                return draw(lungs.Find(XRayDecoders.All.ReadScaled(picture.Bytes, picture.Name, side).Pixels, side, 1)[0]);
            }, cancel);
    }

    private HeatMap MapOf(PredictedImage read, Finding finding) => HeatMap.Of(read.Output, finding)
        ?? Occlusion.Map(model.Classifier, read.Image, finding, read.Prediction.Probabilities![(int)finding]);

    private async Task<PredictedImage> ReadAsync(Upload picture, CancellationToken cancel)
    {
        var read = (await queue.PredictAsync([picture], cancel))[0];
        return read.Image ?? throw new InputException(read.Prediction.Error!);
    }

    private async Task<byte[]> DrawAsync(Func<byte[]> draw, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            return await Task.Run(draw, cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    private static ImageSize AtMost(ImageSize size, int? side)
    {
        var scale = side is { } most ? Math.Min(1, (double)most / Math.Max(size.Width, size.Height)) : 1;
        return new ImageSize(Math.Max(1, (int)Math.Round(size.Width * scale)), Math.Max(1, (int)Math.Round(size.Height * scale)));
    }
}
