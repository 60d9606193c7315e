using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Dicom.Decoding;

/// <summary>The decoders of the product.</summary>
public static class XRayDecoders
{
    /// <summary>DICOM first, because the preamble of a DICOM file may be that of another format; then what libvips reads.</summary>
    public static ImageDecoders All { get; } = new(new DicomImageDecoder(), new VipsImageDecoder());
}
