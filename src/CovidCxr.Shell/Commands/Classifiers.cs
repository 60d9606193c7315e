using CovidCxr.Core;
using CovidCxr.Inference.Models;

namespace CovidCxr.Shell.Commands;

/// <summary>Opens what <c>--model</c> names.</summary>
internal static class Classifiers
{
    /// <summary>A model file or the folder of a run; the shipped model where none is named.</summary>
    /// <param name="model">The path of a file or folder, or null.</param>
    /// <param name="openRun">Opens the folder of a run; only the program with the training library can.</param>
    /// <exception cref="InputException">Missing, damaged, or neither.</exception>
    public static IClassifier Open(string? model, Func<string, IClassifier> openRun)
    {
        if (Directory.Exists(model))
            return openRun(model);
        if (model is not null && !File.Exists(model))
            throw new InputException($"--model {model}: no such file or folder; give a model file (.onnx) or the folder of 'covidcxr train --out'");
        return OnnxClassifier.Open(ShippedModel.Or(model));
    }
}
