namespace CovidCxr.Datasets.Sources;

/// <summary>The archives of the four public collections.</summary>
public static class SourceArchives
{
    /// <summary>Cohen, Figure 1, Actualmed and Kermany.</summary>
    public static IReadOnlyList<SourceArchive> All { get; } =
    [
        new()
        {
            Name = "cohen",
            Title = "Cohen et al. 2020, covid-chestxray-dataset",
            Url = new("https://github.com/ieee8023/covid-chestxray-dataset/archive/refs/heads/master.zip"),
            Page = "https://github.com/ieee8023/covid-chestxray-dataset",
            Folder = "covid-chestxray-dataset",
            Holds = ["metadata.csv", "images/"],
            MayHold = ["README.md"],
            Licence = "per image, column license",
        },
        new()
        {
            Name = "figure1",
            Title = "Chung 2020, Figure 1",
            Url = new("https://github.com/agchung/Figure1-COVID-chestxray-dataset/archive/refs/heads/master.zip"),
            Page = "https://github.com/agchung/Figure1-COVID-chestxray-dataset",
            Folder = "Figure1-COVID-chestxray-dataset",
            Holds = ["metadata.csv", "images/"],
            MayHold = ["README.md", "LICENSE.md"],
            Licence = "research use",
        },
        new()
        {
            Name = "actualmed",
            Title = "Chung 2020, Actualmed",
            Url = new("https://github.com/agchung/Actualmed-COVID-chestxray-dataset/archive/refs/heads/master.zip"),
            Page = "https://github.com/agchung/Actualmed-COVID-chestxray-dataset",
            Folder = "Actualmed-COVID-chestxray-dataset",
            Holds = ["metadata.csv", "images/"],
            MayHold = ["README.md", "LICENSE.md"],
            Licence = "research use",
        },
        new()
        {
            // Version 2 of the record; version 3 has the same pictures under other names.
            Name = "kermany",
            Title = "Kermany et al. 2018, ChestXRay2017",
            Url = new("https://data.mendeley.com/public-files/datasets/rscbjbr9sj/files/f12eaf6d-6023-432f-acc9-80c9d7393433/file_downloaded"),
            Page = "https://data.mendeley.com/datasets/rscbjbr9sj/2 (ChestXRay2017.zip) or, with a login, "
                + "https://www.kaggle.com/datasets/paultimothymooney/chest-xray-pneumonia",
            Folder = "chest_xray",
            Holds = ["train/NORMAL/", "train/PNEUMONIA/", "test/NORMAL/", "test/PNEUMONIA/"],
            MayHold = ["val/NORMAL/", "val/PNEUMONIA/"],
            Licence = "CC BY 4.0",
            Arrange = KermanyValidation.Arrange,
        },
    ];
}
