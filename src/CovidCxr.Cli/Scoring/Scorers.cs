using System.Runtime.CompilerServices;
using CovidCxr.Core;
using CovidCxr.Inference;
using CovidCxr.Inference.Scoring;

namespace CovidCxr.Cli.Scoring;

/// <summary>Opens what <c>--model</c> names.</summary>
internal static class Scorers
{
    /// <summary>A model file or the folder of a run; the shipped model where none is named.</summary>
    /// <exception cref="InputException">Missing, damaged, or neither.</exception>
    public static IScorer Open(string? model)
    {
        if (Directory.Exists(model))
            return OpenRun(model);
        if (model is not null && !File.Exists(model))
            throw new InputException($"--model {model}: no such file or folder; give a model file (.onnx) or the folder of 'covidcxr train --out'");
        return ModelFileScorer.Open(ShippedModel.Or(model));
    }

    // Not inlined: who predicts with a model file never loads the training library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IScorer OpenRun(string folder) => RunScorer.Open(folder);
}
