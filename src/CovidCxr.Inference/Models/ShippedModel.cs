using CovidCxr.Core;

namespace CovidCxr.Inference.Models;

/// <summary>The model file that comes with the product, used unless another one is named.</summary>
public static class ShippedModel
{
    /// <summary>The path of the shipped model, beside the program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "models", "covidcxr-compact.onnx");

    /// <summary>The SHA-256 of the shipped model, lower-case hexadecimal; changes with <c>models/covidcxr-compact.onnx</c>.</summary>
    public const string Sha256 = "4d065937da20ec9410b9d600bad1554edc484ecd055bf12a723f3757a4ae87fb";

    /// <summary>Returns the named model file, or the shipped one if none is named.</summary>
    /// <param name="named">The path of another model file, or null.</param>
    /// <exception cref="InputException">None is named and the shipped one is missing.</exception>
    public static string Or(string? named) => named ?? (File.Exists(Path)
        ? Path
        : throw new InputException(
            $"{Path}, the model that comes with the product, is missing; "
            + "build the program again, or name a model file that 'covidcxr export' wrote"));
}
