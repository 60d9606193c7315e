using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Shell.Output;

/// <summary>Reads the output file of an earlier run, even of one that was killed in the middle of a line.</summary>
internal static class ResumeFile
{
    /// <summary>Reads which predictions a file holds.</summary>
    /// <param name="path">The file; a missing or empty one holds none.</param>
    /// <param name="format">CSV or JSON.</param>
    /// <param name="model">The model that will write the others.</param>
    /// <exception cref="InputException">The file cannot be read, is of another format, or holds predictions of another model.</exception>
    public static ResumeState Read(string path, PredictionFormat format, string model)
    {
        var state = new ResumeState(path);
        try
        {
            if (File.Exists(path))
                ReadLines(path, format, state);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead($"--out {path}", e, "choose another one");
        }
        return state.Model is null || state.Model == model ? state : throw new InputException(
            $"--out {path} holds scores of the model '{state.Model}', not of '{model}'; "
            + "choose another --out, or leave out --resume to replace it");
    }

    private static void ReadLines(string path, PredictionFormat format, ResumeState state)
    {
        IResumeParser parser = format == PredictionFormat.Csv ? new CsvResume(state) : new JsonResume(state);
        foreach (var line in OutputLine.Read(path, quotes: format == PredictionFormat.Csv))
            if (!parser.Take(line))
                throw new InputException(
                    $"--out {path} is not an output of 'covidcxr predict --format {format.OptionName()}'; "
                    + "choose another --out, or leave out --resume to replace it");
    }
}

/// <summary>Collects the predictions of an output file, line by line.</summary>
internal interface IResumeParser
{
    /// <summary>Takes the next line.</summary>
    /// <returns>False if no run of this program writes such a line here.</returns>
    bool Take(OutputLine line);
}
