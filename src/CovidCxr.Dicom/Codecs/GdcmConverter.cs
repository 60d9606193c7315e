using System.ComponentModel;
using System.Diagnostics;
using CovidCxr.Core.Storage;
using CovidCxr.Dicom.Format;

namespace CovidCxr.Dicom.Codecs;

/// <summary>
/// Decodes JPEG 2000, JPEG-LS and 12-bit JPEG with GDCM's <c>gdcmconv</c>, a program of its own: it runs with limits on time and memory
/// and gets nothing but the picture, so neither its failure nor a patient's name leaves it.
/// </summary>
internal static class GdcmConverter
{
    /// <summary>The environment variable that names the program, if it is not on the path.</summary>
    public const string Variable = "COVIDCXR_GDCMCONV";

    // Decoding a picture of 100 megapixels takes some 20 s.
    private const int LongestSeconds = 60;

    // Above the picture itself, which is in memory several times.
    private const long BaseMegabytes = 512, PicturesInMemory = 12;

    private const string SecondaryCapture = "1.2.840.10008.5.1.4.1.1.7", Any = DicomWriter.UuidRoot + "1";

    /// <summary>Decodes a frame.</summary>
    /// <param name="stream">The frame's stream.</param>
    /// <param name="format">How its samples are written.</param>
    /// <param name="syntax">The transfer syntax.</param>
    /// <param name="process">What the stream is, for errors.</param>
    /// <exception cref="DicomException">The program is missing, or it fails.</exception>
    public static StoredFrame Decode(ReadOnlySpan<byte> stream, PixelFormat format, TransferSyntax syntax, string process)
    {
        var folder = Directory.CreateTempSubdirectory("covidcxr-");
        try
        {
            var (source, target) = (Path.Combine(folder.FullName, "in.dcm"), Path.Combine(folder.FullName, "out.dcm"));
            File.WriteAllBytes(source, PictureAlone(stream, format, syntax));
            Run(source, target, format, process);
            var decoded = DicomFile.Read(File.ReadAllBytes(target)).Dataset;
            var read = PixelFormat.Of(decoded);
            if (read.Size != format.Size || read.Samples != format.Samples || decoded[Tags.PixelData] is null)
                throw Failed(process, "it returns another picture");
            return NativeFrame.Read(decoded, read with { Frames = format.Frames }) with { Note = $"{process}, decoded by gdcmconv" };
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new DicomException(
                $"holds {process}, and gdcmconv cannot be given it ({FileError.Reason(e)}); free some space in {Path.GetTempPath()}", e);
        }
        finally
        {
            FileError.DeleteQuietly(folder.FullName);
        }
    }

    private static byte[] PictureAlone(ReadOnlySpan<byte> stream, PixelFormat format, TransferSyntax syntax)
    {
        var writer = new DicomWriter(syntax, SecondaryCapture, Any);
        writer.Text(Tags.SopClassUid, "UI", SecondaryCapture);
        writer.Text(Tags.SopInstanceUid, "UI", Any);
        writer.Text(Tags.Modality, "CS", "OT");
        writer.Text(Tags.StudyInstanceUid, "UI", Any);
        writer.Text(Tags.SeriesInstanceUid, "UI", Any);
        writer.Words(Tags.SamplesPerPixel, "US", format.Samples);
        writer.Text(Tags.PhotometricInterpretation, "CS", format.Photometric);
        if (format.Samples > 1)
            writer.Words(Tags.PlanarConfiguration, "US", format.IsPlanar ? 1 : 0);
        writer.Words(Tags.Rows, "US", format.Rows);
        writer.Words(Tags.Columns, "US", format.Columns);
        writer.Words(Tags.BitsAllocated, "US", format.BitsAllocated);
        writer.Words(Tags.BitsStored, "US", format.BitsStored);
        writer.Words(Tags.HighBit, "US", format.HighBit);
        writer.Words(Tags.PixelRepresentation, "US", format.IsSigned ? 1 : 0);
        writer.Fragment(stream);
        return writer.ToArray();
    }

    private static void Run(string source, string target, PixelFormat format, string process)
    {
        var program = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "gdcmconv";
        var megabytes = BaseMegabytes + (PicturesInMemory * format.FrameBytes >> 20);
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(program, ["--raw", source, target])
            : new ProcessStartInfo("/bin/sh",
            [
                "-c", $"ulimit -c 0; ulimit -t {LongestSeconds}; ulimit -v {megabytes << 10} 2>/dev/null; exec \"$0\" --raw \"$1\" \"$2\"",
                program, source, target,
            ]);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput) = (true, true, true);
        Process child;
        try
        {
            child = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Missing(process, e);
        }
        using (child)
        {
            child.StandardInput.Close();
            // Read and dropped: a full pipe would hold the program, and its messages are about files that the user does not know.
            child.OutputDataReceived += (_, _) => { };
            child.ErrorDataReceived += (_, _) => { };
            child.BeginOutputReadLine();
            child.BeginErrorReadLine();
            if (!child.WaitForExit(TimeSpan.FromSeconds(LongestSeconds)))
            {
                child.Kill(entireProcessTree: true);
                throw Failed(process, $"it does not end within {LongestSeconds} s");
            }
            const int notExecutable = 126, notFound = 127;
            if (child.ExitCode is notExecutable or notFound)
                throw Missing(process, null);
            if (child.ExitCode != 0 || !File.Exists(target))
                throw Failed(process, $"it ends with code {child.ExitCode}");
        }
    }

    private static DicomException Missing(string process, Exception? cause) => new(
        $"holds {process}, for which GDCM's gdcmconv is needed; install it (Debian and Ubuntu: apt install libgdcm-tools), "
        + $"or name it with {Variable}", cause);

    private static DicomException Failed(string process, string how) => new(
        $"holds {process}, which gdcmconv cannot decode ({how}); {DicomException.GetAgain}");
}
