using CovidCxr.Core;
using CovidCxr.Inference.Models;

namespace CovidCxr.Shell.Commands;

/// <summary>Opens the classifier that <c>--model</c> names.</summary>
internal static class Classifiers
{
    /// <summary>Opens a model file or the folder of a run.</summary>
    /// <param name="model">The path of a file or folder; null for the model that comes with the program.</param>
    /// <param name="openRun">Opens the folder of a run; null in the program without the training library.</param>
    /// <param name="signedBy">The public key by which a model file must be signed; null for no signature.</param>
    /// <exception cref="InputException">The path is missing, not signed, damaged, or of a kind that this program cannot open.</exception>
    public static IClassifier Open(string? model, Func<string, IClassifier>? openRun, string? signedBy = null)
    {
        if (Directory.Exists(model) && signedBy is not null)
            throw new InputException($"--model {model}: is a folder, and only a model file is signed; give one of 'covidcxr export'");
        if (Directory.Exists(model))
            return openRun is not null ? openRun(model) : throw OnlyPredicts(model);
        if (model is not null && !File.Exists(model))
            throw new InputException(
                $"--model {model}: no such file or folder; give a model file (.onnx)"
                + (openRun is null ? "" : " or the folder of a run (covidcxr train --out)"));
        return OnnxClassifier.Open(ShippedModel.Or(model), signedBy: signedBy);
    }

    private static InputException OnlyPredicts(string folder) => new(
        $"--model {folder}: is a folder, but this program opens only model files (.onnx); to predict with a run, "
        + FullProgram.HowToRun($"predict --model {folder}"));
}
