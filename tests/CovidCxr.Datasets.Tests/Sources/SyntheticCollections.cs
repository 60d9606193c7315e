using System.Collections.Concurrent;
using System.Text;

namespace CovidCxr.Datasets.Tests.Sources;

/// <summary>Small versions of all collections in their published layouts.</summary>
internal static class SyntheticCollections
{
    // Drawing is slow, and many tests write the same collection.
    private static readonly ConcurrentDictionary<(string Format, int Seed, int Width, int Height), byte[]> Drawn = new();

    /// <summary>The Cohen collection: 24 patients with 1 or 2 COVID-19 images each, controls, and rows of every other kind.</summary>
    public static void Cohen(TemporaryFolder folder, string at = "covid-chestxray-dataset")
    {
        var table = new StringBuilder("patientid,sex,age,finding,view,modality,folder,filename,url,license,\n");
        for (var patient = 1; patient <= 24; patient++)
            for (var image = 0; image <= patient % 2; image++)
            {
                var (finding, view) = (patient == 3 ? "\"COVID-19, ARDS\"" : "COVID-19", patient % 3 == 0 ? "AP Supine" : "PA");
                var name = $"c{patient}-{image}.png";
                table.Append($"{patient},M,65,{finding},{view},X-ray,images,{name},https://example.org/{patient},CC BY,\n");
                folder.Write($"{at}/images/{name}", Png((1000 * patient) + image, 90, 90));
            }

        table.Append("1,F,65,No Finding,PA,X-ray,images,before.png,,,\n"); // patient 1, before the illness
        table.Append("50,F,33,Streptococcus,AP,X-ray,images,strep.png,,,\n");
        table.Append("51,,,Pneumonia,AP semi erect,X-ray,images,pneumonia.jpg,,,\n");
        table.Append("60,M,,COVID-19,L,X-ray,images,lateral.png,,,\n");
        table.Append("61,M,,COVID-19,Axial,CT,images,ct.png,,,\n");
        table.Append("62,M,,COVID-19,?,X-ray,images,view.png,,,\n");
        table.Append("63,M,,todo,PA,X-ray,images,todo.png,,,\n");
        table.Append("64,M,,Unknown,PA,X-ray,images,unknown.png,,,\n");
        table.Append("65,M,,COVID-19,PA,X-ray,images,absent.png,,,\n");
        table.Append("66,M,,COVID-19,PA,X-ray,images,broken.jpg,,,\n");
        table.Append("67,M,,COVID-19,PA,X-ray,images,../../secret.png,,,\n");
        table.Append("68,M,,COVID-19,PA,X-ray,images,c1-0.png,,,\n"); // a second row of one file
        folder.Write($"{at}/images/before.png", Png(7001, 90, 90));
        folder.Write($"{at}/images/strep.png", Png(7002, 90, 90));
        folder.Write($"{at}/images/pneumonia.jpg", Jpeg(7003, 90, 90));
        foreach (var name in (string[])["lateral.png", "view.png", "todo.png", "unknown.png", "without-a-row.png"])
            folder.Write($"{at}/images/{name}", Png(7100 + name.Length, 90, 90));
        folder.Write($"{at}/images/broken.jpg", Jpeg(7004, 90, 90)[..900]);
        folder.Write("secret.png", Png(7200, 90, 90));
        folder.Write($"{at}/metadata.csv", Encoding.UTF8.GetBytes(table.ToString()));
    }

    /// <summary>The Figure 1 collection: two images of one patient, a blank view, and a table in Windows-1252.</summary>
    public static void Figure1(TemporaryFolder folder, string at = "Figure1-COVID-chestxray-dataset")
    {
        byte[] table =
        [
            .. "patientid,offset,sex,age,finding,view,modality,notes\n"u8,
            .. "COVID-00001,13,M,33,COVID-19,AP erect,X-ray,\"Fever 38"u8, 0xB0, .. "\"\n"u8,
            .. "COVID-00003a,8,M,28,COVID-19,,X-ray,\n"u8,
            .. "COVID-00003b,8,M,28,COVID-19,PA,X-ray,low 90"u8, 0x92, .. "s\n"u8,
            .. "COVID-00005,,F,mid 50s,No finding,,X-ray,\n"u8,
            .. "COVID-00006,,,,,,X-ray,\n"u8,
        ];
        folder.Write($"{at}/metadata.csv", table);
        folder.Write($"{at}/images/COVID-00001.jpg", Jpeg(8001, 120, 90));
        folder.Write($"{at}/images/COVID-00003a.jpg", Jpeg(8002, 120, 90));
        folder.Write($"{at}/images/COVID-00003b.png", Png(8003, 120, 90));
        folder.Write($"{at}/images/COVID-00005.png", Png(8004, 120, 90));
        folder.Write($"{at}/images/COVID-00006.png", Png(8005, 120, 90));
    }

    /// <summary>The Actualmed collection: one patient with COVID-19, one without, one row without its file.</summary>
    public static void Actualmed(TemporaryFolder folder, string at = "Actualmed-COVID-chestxray-dataset")
    {
        folder.Write($"{at}/metadata.csv", Encoding.UTF8.GetBytes("""
            patientid,sex,age,finding,view,modality,imagename,notes
            ANON1,,,COVID-19,PA,X-ray,CR.1.2.840.1.png,
            ANON2,,,No finding,AP,X-ray,CR.1.2.840.2.png,
            ANON3,,,,PA,X-ray,CR.1.2.840.3.png,
            ANON4,,,COVID-19,PA,X-ray,CR.1.2.840.4.png,

            """));
        folder.Write($"{at}/images/CR.1.2.840.1.png", Png(9001, 100, 90));
        folder.Write($"{at}/images/CR.1.2.840.2.png", Png(9002, 100, 90));
        folder.Write($"{at}/images/CR.1.2.840.3.png", Png(9003, 100, 90));
    }

    /// <summary>The Kermany collection: 20 healthy and 20 ill children in train, 6 and 6 in test, 1 and 1 in val.</summary>
    public static void Kermany(TemporaryFolder folder, string at = "chest_xray")
    {
        for (var child = 1; child <= 20; child++)
        {
            folder.Write($"{at}/train/NORMAL/IM-{child:0000}-0001.jpeg", Jpeg(10_000 + child, 70, 60));
            folder.Write($"{at}/train/PNEUMONIA/person{child}_bacteria_{100 + child}.jpeg", Jpeg(20_000 + child, 70, 60));
            folder.Write($"{at}/train/PNEUMONIA/person{child}_virus_{200 + child}.jpeg", Jpeg(25_000 + child, 70, 60));
        }

        for (var child = 1; child <= 6; child++)
        {
            folder.Write($"{at}/test/NORMAL/NORMAL2-IM-{child:0000}-0001-0002.jpeg", Jpeg(30_000 + child, 70, 60));
            folder.Write($"{at}/test/PNEUMONIA/person{50 + child}_virus_{300 + child}_1.jpeg", Jpeg(40_000 + child, 70, 60));
        }

        folder.Write($"{at}/val/NORMAL/NORMAL2-IM-0099-0001.jpeg", Jpeg(50_001, 70, 60));
        folder.Write($"{at}/val/PNEUMONIA/person99_bacteria_400.jpeg", Jpeg(50_002, 70, 60));
        folder.Write($"{at}/train/NORMAL/.DS_Store", [1, 2, 3]);
    }

    /// <summary>Writes all collections.</summary>
    public static void All(TemporaryFolder folder, string at)
    {
        Cohen(folder, $"{at}/covid-chestxray-dataset");
        Figure1(folder, $"{at}/Figure1-COVID-chestxray-dataset");
        Actualmed(folder, $"{at}/Actualmed-COVID-chestxray-dataset");
        Kermany(folder, $"{at}/chest_xray");
    }

    private static byte[] Png(int seed, int width, int height)
        => Drawn.GetOrAdd(("png", seed, width, height), _ => SyntheticXRay.Png(seed, width, height));

    private static byte[] Jpeg(int seed, int width, int height)
        => Drawn.GetOrAdd(("jpeg", seed, width, height), _ => SyntheticXRay.Jpeg(seed, width, height));
}
