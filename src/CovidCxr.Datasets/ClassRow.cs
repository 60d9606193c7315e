namespace CovidCxr.Datasets;

/// <summary>One class in Table 1.</summary>
/// <param name="Class">The class's name, or <c>sum</c>.</param>
/// <param name="Train">Images in train.</param>
/// <param name="Val">Images in val.</param>
/// <param name="Test">Images in test.</param>
/// <param name="Removed">Images that were read and then left out.</param>
/// <param name="PaperTrain">The paper's number of training images, which includes what is val here.</param>
/// <param name="PaperTest">The paper's number of test images.</param>
public sealed record ClassRow(string Class, int Train, int Val, int Test, int Removed, int PaperTrain, int PaperTest)
{
    /// <summary>All images before any was left out.</summary>
    public int BeforeRemovals => Train + Val + Test + Removed;
}
