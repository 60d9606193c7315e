namespace CovidCxr.Inference;

/// <summary>The model that comes with the product and is used where no other is named.</summary>
public static class ShippedModel
{
    /// <summary>Its place beside the program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "models", "covidcxr-compact.onnx");
}
