using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Files;
using CovidCxr.Inference.Output;

namespace CovidCxr.Shell.Output;

/// <summary>Writes predictions to standard output or to a file that a later run can resume.</summary>
internal sealed class PredictionOutput : IPredictionWriter
{
    private readonly IPredictionWriter writer;
    private readonly StreamWriter? file;
    private readonly string? path;

    private PredictionOutput(IPredictionWriter writer, StreamWriter? file = null, string? path = null) =>
        (this.writer, this.file, this.path) = (writer, file, path);

    /// <summary>Opens standard output; tables are colored on a terminal unless NO_COLOR is set.</summary>
    public static PredictionOutput To(TextWriter output, PredictionFormat format)
    {
        var colored = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        return new(format.Writer(output, append: false, colored, Screen.Width));
    }

    /// <summary>Checks by <see cref="OutputRule"/> that a file may be written, before any work.</summary>
    /// <param name="path">The file.</param>
    /// <param name="files">The images that will be scored.</param>
    /// <param name="named">The files and folders that the command line names.</param>
    /// <param name="force">Whether a file that is no earlier output is replaced.</param>
    /// <param name="append">Whether the file is continued; <see cref="ResumeFile"/> then recognizes it.</param>
    /// <returns>The images; all listed already if a file of another kind is replaced, which must not be one of them.</returns>
    /// <exception cref="InputException">The file must not be written.</exception>
    public static IEnumerable<FoundFile> Check(
        string path, IEnumerable<FoundFile> files, IReadOnlyList<string> named, bool force, bool append)
    {
        // What lies in a folder is compared file by file, for a folder of images may hold the output too.
        var inputs = named.Where(name => PathStatus.Of(name).Kind == PathKind.File);
        if (!OutputRule.Check("--out", path, EarlierOutput.Predictions, force || append, inputs) || append)
            return files;
        IReadOnlyList<FoundFile> all = [.. files];
        OutputRule.CheckInputs("--out", path, all.Select(file => file.Path));
        return all;
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file; replaced unless a part of it is kept.</param>
    /// <param name="format">The format.</param>
    /// <param name="kept">The part that is kept, from <see cref="ResumeFile.Read"/>; null for none.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static PredictionOutput To(string path, PredictionFormat format, ResumeState? kept)
    {
        StreamWriter? file = null;
        try
        {
            var stream = new FileStream(path, kept is null ? FileMode.Create : FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            file = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true };
            var length = kept?.KeptBytes ?? 0;
            if (PathStatus.Of(path).Kind == PathKind.File) // a pipe or device has no length
            {
                stream.SetLength(length);
                stream.Position = length;
            }
            return new(format.Writer(file, append: length > 0, colored: false, Screen.FileWidth), file, path);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            file?.Dispose();
            throw CannotWrite(path, e);
        }
    }

    /// <inheritdoc/>
    public void Write(Prediction prediction)
    {
        try
        {
            writer.Write(prediction);
        }
        catch (IOException e) when (path is not null)
        {
            throw CannotWrite(path, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            writer.Dispose();
            file?.Dispose();
        }
        catch (IOException) when (path is not null)
        {
            // The disk is full, which the error of the last Write has already said.
        }
    }

    private static InputException CannotWrite(string path, Exception error) =>
        FileError.CannotWrite($"--out {path}", error, "free space or choose another --out, then continue with --resume");
}
