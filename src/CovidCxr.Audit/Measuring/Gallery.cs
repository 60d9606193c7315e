using CovidCxr.Audit.Subjects;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Audit.Measuring;

/// <summary>Pictures for a report, each with its file and licence.</summary>
internal static class Gallery
{
    /// <summary>Draws an image of the audit.</summary>
    /// <param name="image">What is known of it.</param>
    /// <param name="pixels">What is drawn.</param>
    /// <param name="says">What is to know about it, half a sentence.</param>
    public static AuditPicture Of(AuditImage image, GrayImage pixels, string says) => new(
        PngWriter.Encode(pixels),
        $"X-ray labelled {image.Class?.Name() ?? image.Finding}; {says}",
        $"{says}. {image.Name}{(image.Licence.Length == 0 ? "" : $", {image.Licence}")}");
}
