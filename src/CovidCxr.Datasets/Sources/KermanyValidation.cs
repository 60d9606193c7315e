namespace CovidCxr.Datasets.Sources;

/// <summary>
/// The 16 images that the edition on Kaggle moved from Kermany's train folder into a third one, <c>val</c>. The paper used
/// that edition; the publisher's own archive has train and test only, and would give another test set.
/// </summary>
internal static class KermanyValidation
{
    private static readonly (string Class, string[] Files)[] Moved =
    [
        ("NORMAL",
        [
            "NORMAL2-IM-1427-0001.jpeg", "NORMAL2-IM-1430-0001.jpeg", "NORMAL2-IM-1431-0001.jpeg", "NORMAL2-IM-1436-0001.jpeg",
            "NORMAL2-IM-1437-0001.jpeg", "NORMAL2-IM-1438-0001.jpeg", "NORMAL2-IM-1440-0001.jpeg", "NORMAL2-IM-1442-0001.jpeg",
        ]),
        ("PNEUMONIA",
        [
            "person1946_bacteria_4874.jpeg", "person1946_bacteria_4875.jpeg", "person1947_bacteria_4876.jpeg", "person1949_bacteria_4880.jpeg",
            "person1950_bacteria_4881.jpeg", "person1951_bacteria_4882.jpeg", "person1952_bacteria_4883.jpeg", "person1954_bacteria_4886.jpeg",
        ]),
    ];

    /// <summary>Makes <c>val</c> where the folder has none; a folder that has one is left alone.</summary>
    public static void Arrange(string folder)
    {
        var validation = Path.Combine(folder, "val");
        if (Directory.Exists(validation))
            return;
        foreach (var (label, files) in Moved)
        {
            foreach (var file in files)
            {
                var from = Path.Combine(folder, "train", label, file);
                if (!File.Exists(from))
                    continue;
                Directory.CreateDirectory(Path.Combine(validation, label));
                File.Move(from, Path.Combine(validation, label, file));
            }
        }
    }
}
