using CovidCxr.Datasets.Duplicates;

namespace CovidCxr.Datasets.Splitting;

/// <summary>Joins patients who share an X-ray into groups: they may be one person under two names.</summary>
internal static class PatientGroups
{
    /// <summary>Finds the group of every image, named after the first of its patients in alphabetical order.</summary>
    /// <param name="images">All images.</param>
    /// <param name="sameXRay">Sets over the positions in <paramref name="images"/>.</param>
    public static string[] Find(IReadOnlyList<HashedImage> images, DisjointSets sameXRay)
    {
        var patients = images.Select(image => image.SourceImage.Patient).Distinct().Order(StringComparer.Ordinal).ToArray();
        var position = patients.Index().ToDictionary(patient => patient.Item, patient => patient.Index, StringComparer.Ordinal);
        var groups = new DisjointSets(patients.Length);
        for (var i = 0; i < images.Count; i++)
            groups.Join(position[images[i].SourceImage.Patient], position[images[sameXRay.First(i)].SourceImage.Patient]);
        return [.. images.Select(image => patients[groups.First(position[image.SourceImage.Patient])])];
    }
}
