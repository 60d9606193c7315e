using CovidCxr.Core;

namespace CovidCxr.Inference.Models;

/// <summary>The model file that comes with the product, used unless another one is named.</summary>
public static class ShippedModel
{
    /// <summary>The path of the shipped model, beside the program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "models", "covidcxr-compact.onnx");

    /// <summary>Returns the named model file, or the shipped one if none is named.</summary>
    /// <param name="named">The path of another model file, or null.</param>
    /// <exception cref="InputException">None is named and the shipped one is missing.</exception>
    public static string Or(string? named) => named ?? (File.Exists(Path)
        ? Path
        : throw new InputException(
            $"{Path}, the model that comes with the product, is missing; "
            + "build the program again, or name a model file that 'covidcxr export' wrote"));
}
