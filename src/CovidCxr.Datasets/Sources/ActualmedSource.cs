namespace CovidCxr.Datasets.Sources;

/// <summary>The Actualmed COVID-19 chest X-ray initiative (Chung 2020): adults of one Spanish provider.</summary>
public sealed class ActualmedSource : ISource
{
    private static readonly MetadataSource Rules = new()
    {
        Name = "actualmed",
        FileOf = (row, _) => row["imagename"],
        PatientOf = row => row["patientid"],
        LicenceOf = _ => "research use",
        UrlOf = _ => "https://github.com/agchung/Actualmed-COVID-chestxray-dataset",
    };

    /// <inheritdoc/>
    public string Name => Rules.Name;

    /// <inheritdoc/>
    public string Citation => "Chung, Actualmed COVID-19 chest X-ray dataset initiative, 2020";

    /// <inheritdoc/>
    public string FolderName => "Actualmed-COVID-chestxray-dataset";

    /// <inheritdoc/>
    public string Layout => "metadata.csv with a column 'imagename', and images/";

    /// <inheritdoc/>
    public bool Recognizes(string folder) => MetadataTable.Columns(folder).Contains("imagename");

    /// <inheritdoc/>
    public SourceListing Read(string folder, CancellationToken cancel) => Rules.Read(folder, cancel);
}
