using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Inference.Output;
using CovidCxr.Shell.Views;

namespace CovidCxr.Shell.Resume;

/// <summary>Where predictions go: standard output or a file, which a later run can go on with.</summary>
internal sealed class PredictionOutput : IPredictionWriter
{
    private readonly TextWriter text;
    private readonly IPredictionWriter writer;
    private readonly string? path;

    private PredictionOutput(TextWriter text, string? path, IPredictionWriter writer) => (this.text, this.path, this.writer) = (text, path, writer);

    /// <summary>Standard output.</summary>
    public static PredictionOutput To(TextWriter output, string format)
    {
        var colored = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        return new PredictionOutput(output, null, Writer(output, format, goesOn: false, colored));
    }

    /// <summary>A file.</summary>
    /// <param name="path">The file; replaced unless some of it is held.</param>
    /// <param name="format">table, csv or json.</param>
    /// <param name="held">What of it is kept, as read by <see cref="Held"/>; null to begin it anew.</param>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static PredictionOutput To(string path, string format, ResumeState? held)
    {
        StreamWriter? text = null;
        try
        {
            var stream = new FileStream(path, held is null ? FileMode.Create : FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            text = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true };
            // A JSON array begins again with its first object, a table of no line with its header.
            var length = format == "json" && held?.Count == 0 ? 0 : held?.Length ?? 0;
            if (stream.CanSeek) // a pipe cannot
            {
                stream.SetLength(length);
                stream.Position = length;
            }
            return new PredictionOutput(text, path, Writer(text, format, goesOn: length > 0, colored: false));
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            text?.Dispose();
            throw CannotWrite(path, e);
        }
    }

    /// <summary>What a file already holds; nothing where it is missing or empty.</summary>
    /// <exception cref="InputException">It is none of this format, or another model's.</exception>
    public static ResumeState Held(string path, string format, string model)
    {
        try
        {
            var held = !File.Exists(path) ? new ResumeState(path) : format == "csv" ? CsvResume.Read(path) : JsonResume.Read(path);
            if (held.Model is { } other && other != model)
                throw new InputException($"--out {path} holds scores of the model '{other}', not of '{model}'; choose another --out, or leave out --resume to replace it");
            return held;
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new InputException($"--out {path} cannot be read: {FileError.Reason(e)}; choose another one", e);
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
            if (path is not null)
                text.Dispose();
        }
        catch (IOException) when (path is not null)
        {
            // The disk is full; writing a prediction has said so already.
        }
    }

    private static IPredictionWriter Writer(TextWriter text, string format, bool goesOn, bool colored) => format switch
    {
        "csv" => new PredictionCsv(text, goesOn),
        "json" => new PredictionJson(text, goesOn),
        _ => new PredictionTable(text, colored),
    };

    private static InputException CannotWrite(string path, Exception error) =>
        new($"--out {path} cannot be written: {FileError.Reason(error)}; free space or choose another --out, then go on with --resume", error);
}
