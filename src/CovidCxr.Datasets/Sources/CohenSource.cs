namespace CovidCxr.Datasets.Sources;

/// <summary>The COVID-19 image data collection (Cohen et al. 2020): X-rays and CT of adults from many hospitals.</summary>
public sealed class CohenSource : ISource
{
    private static readonly MetadataSource Rules = new()
    {
        Name = "cohen",
        FileOf = (row, _) => row["filename"],
        PatientOf = row => row["patientid"],
        LicenceOf = row => row["license"],
        UrlOf = row => row["url"],
    };

    /// <inheritdoc/>
    public string Name => Rules.Name;

    /// <inheritdoc/>
    public string Citation => "Cohen, Morrison and Dao, COVID-19 image data collection, 2020, arXiv 2003.11597";

    /// <inheritdoc/>
    public string FolderName => "covid-chestxray-dataset";

    /// <inheritdoc/>
    public string Layout => "metadata.csv with a column 'filename', and images/";

    /// <inheritdoc/>
    public bool Recognizes(string folder) => MetadataTable.Columns(folder).Contains("filename");

    /// <inheritdoc/>
    public SourceListing Read(string folder, CancellationToken cancel) => Rules.Read(folder, cancel);
}
