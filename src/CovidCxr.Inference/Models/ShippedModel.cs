using CovidCxr.Core;

namespace CovidCxr.Inference.Models;

/// <summary>The model that comes with the product and is used where no other is named.</summary>
public static class ShippedModel
{
    /// <summary>Its place beside the program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "models", "covidcxr-compact.onnx");

    /// <summary>Another model where one is named, else the shipped one.</summary>
    /// <param name="named">The path of another model file, or null.</param>
    /// <exception cref="InputException">None is named and the shipped one is missing.</exception>
    public static string Or(string? named) => named ?? (File.Exists(Path)
        ? Path
        : throw new InputException($"{Path} is missing, the model that comes with the product; build it again, or name a model file that 'covidcxr export' wrote"));
}
